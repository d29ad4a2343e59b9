import fontverter from 'fontverter'

/**
 * Sets how far below the top of what it stands on a superscript's baseline may fall: `superscriptBaselineDropMax` of the
 * MATH table. Browsers apply it to a bracket as to a letter, so the font's own 0.25 em lifts the exponent of (a − b)²
 * above the bracket; at 0.4 em exponents of letters and brackets stand on one line, as TeX sets them.
 */
export async function lowerSuperscripts(woff2) {
  const font = Buffer.from(await fontverter.convert(woff2, 'sfnt'))
  const tables = font.readUInt16BE(4)
  const record = Array.from({ length: tables }, (_, i) => 12 + 16 * i).find(
    (at) => font.toString('latin1', at, at + 4) === 'MATH',
  )
  const math = font.readUInt32BE(record + 8)
  const constants = math + font.readUInt16BE(math + 4)
  // Four 16-bit fields, then records of 4 bytes; this is the eleventh.
  const drop = constants + 8 + 10 * 4
  console.log(`superscript drop ${font.readInt16BE(drop)} becomes 400`)
  font.writeInt16BE(400, drop)
  return fontverter.convert(font, 'woff2')
}
