import { z } from 'zod'

// zod decides when a schema is made whether it may compile it with `new Function`, which the CSP forbids. Imports
// run before anything else of a module, so this stands in a module of its own that each entry imports first.
z.config({ jitless: true })
