/**
 * Two things that browsers do to √. A radical sign hangs from its bar, so over a low letter it sinks below the line: a
 * strut of a capital's height holds it up. And Chromium (as MathML Core has it) makes room for the widest form of the
 * sign: the class `m-roots-n` on an inline formula takes that room back.
 */
export function mendRadicals(mathml: string, display: 'block' | 'inline'): string {
  const roots = mathml.split('<msqrt').length - 1
  if (roots === 0) return mathml
  const mended = mathml.replaceAll('<msqrt>', '<msqrt><mspace width="0" height="0.72em" depth="0.1em"></mspace>')
  return display === 'inline' && roots <= 2 ? mended.replace('<math', `<math class="m-roots-${roots}"`) : mended
}
