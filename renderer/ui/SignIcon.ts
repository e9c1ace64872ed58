import { getIcon } from '@iconify/vue'
import { h, type FunctionalComponent } from 'vue'

/**
 * An icon as it stands in every row of a list: nothing but its drawing. The library's component makes two instances
 * with a dozen computed values for each, which was a good part of the time in which a list is drawn.
 * The drawings are those that the build found by name (nuxtUiOptions.ts); none comes from outside.
 */
export const SignIcon: FunctionalComponent<{ readonly name: string }> = ({ name }) => {
  const icon = getIcon(name.replace(/^i-/, ''))
  if (!icon) return null
  return h('svg', {
    'aria-hidden': 'true',
    width: '1em',
    height: '1em',
    viewBox: `0 0 ${icon.width ?? 16} ${icon.height ?? 16}`,
    innerHTML: icon.body,
  })
}
SignIcon.props = { name: { type: String, required: true } }
