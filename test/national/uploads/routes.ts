import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { National } from '../national'
import { invalid, ProblemError } from '../problem'
import { authenticate } from '../sessions/sessions'
import { noUpload, receiveBytes, standsElsewhere, tooMuch, wrongSum } from './receiveBytes'
import { readUploadMetadata } from './uploadMetadata'
import { createUpload, endUpload, findUpload, type Upload, type UploadKey } from './uploadStore'

const path = '/v1/uploads'
const tusVersion = '1.0.0'
/** PROTOCOL.md 7: at most 25 MiB each. */
const largestUpload = 25 * 1024 * 1024
const bytesMime = 'application/offset+octet-stream'

type UploadRequest = FastifyRequest<{ Params: { id: string } }>

/** PROTOCOL.md 7: tus 1.0.0 with creation and termination. */
export function uploadRoutes(application: FastifyInstance, national: National): void {
  // A scope of its own, because bodies are left on the wire here and every answer says which tus it speaks. Its
  // routes are there once the application is ready.
  void application.register(async (scope) => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _body, done) => done(null, undefined))
    scope.addHook('onRequest', speakTus)
    for (const url of [path, `${path}/:id`]) scope.options(url, (_request, reply) => describeServer(reply))
    scope.post(path, (request, reply) => create(national, request, reply))
    scope.route<{ Params: { id: string } }>({
      method: ['HEAD', 'PATCH', 'DELETE', 'POST'],
      url: `${path}/:id`,
      handler: (request, reply) => onUpload(national, request, reply),
    })
  })
}

async function speakTus(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  reply.header('tus-resumable', tusVersion)
  if (request.method === 'OPTIONS' || request.headers['tus-resumable'] === tusVersion) return
  reply.header('tus-version', tusVersion)
  throw new ProblemError(412, 'invalid', `Tus-Resumable: ${tusVersion} is expected`)
}

function describeServer(reply: FastifyReply): FastifyReply {
  return reply
    .code(204)
    .header('tus-version', tusVersion)
    .header('tus-extension', 'creation,termination')
    .header('tus-max-size', largestUpload)
    .send()
}

/** tus 1.0.0, *creation*. The length is said at once: it is not deferred. */
async function create(
  national: National,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { officer } = await authenticate(national, request.headers.authorization)
  const size = countIn(request, 'upload-length')
  if (size > largestUpload) throw new ProblemError(413, 'too_large', 'Upload-Length: at most 25 MiB')
  const metadata = textIn(request, 'upload-metadata') ?? ''
  const id = await createUpload(
    national.database,
    { officerId: officer.id, at: national.clock.now() },
    { ...readUploadMetadata(metadata), metadata, size },
  )
  if (id === null) throw wrongSum()
  return reply.code(201).header('location', `${path}/${id}`).send()
}

async function onUpload(
  national: National,
  request: UploadRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { officer } = await authenticate(national, request.headers.authorization)
  const key = () => ({ id: request.params.id, officerId: officer.id, at: national.clock.now() })
  switch (methodOf(request)) {
    case 'HEAD':
      return tellOffset(await uploadOf(national, key()), reply)
    case 'PATCH':
      return receive(national, key, { request, reply })
    case 'DELETE':
      if (!(await endUpload(national.database, key()))) throw noUpload()
      return reply.code(204).send()
    default:
      throw noUpload()
  }
}

/** tus 1.0.0, *X-HTTP-Method-Override*: for who cannot send the method itself. */
function methodOf(request: FastifyRequest): string {
  if (request.method !== 'POST') return request.method
  return textIn(request, 'x-http-method-override')?.toUpperCase() ?? request.method
}

async function uploadOf({ database }: National, key: UploadKey): Promise<Upload> {
  const upload = await findUpload(database, key)
  if (!upload) throw noUpload()
  return upload
}

function tellOffset({ stored, size, metadata }: Upload, reply: FastifyReply): FastifyReply {
  return reply
    .code(200)
    .header('upload-offset', stored)
    .header('upload-length', size)
    .header('upload-metadata', metadata)
    .header('cache-control', 'no-store')
    .send()
}

async function receive(
  national: National,
  key: () => UploadKey,
  { request, reply }: { readonly request: UploadRequest; readonly reply: FastifyReply },
): Promise<FastifyReply> {
  if (textIn(request, 'content-type') !== bytesMime) {
    throw new ProblemError(415, 'invalid', `content-type: ${bytesMime} is expected`)
  }
  const offset = countIn(request, 'upload-offset')
  const upload = await uploadOf(national, key())
  if (offset !== upload.stored) throw standsElsewhere()
  const announced = textIn(request, 'content-length')
  if (announced !== undefined && Number(announced) > upload.size - offset) throw tooMuch()
  const stored = await receiveBytes({ database: national.database, upload, key }, request.raw)
  return reply.code(204).header('upload-offset', stored).send()
}

function textIn(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

function countIn(request: FastifyRequest, name: 'upload-length' | 'upload-offset'): number {
  const text = textIn(request, name) ?? ''
  // As many digits as a number holds exactly.
  if (!/^\d{1,15}$/.test(text)) throw invalid(`${name}: a number of bytes is expected`)
  return Number(text)
}
