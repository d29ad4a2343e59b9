/** First consonants of Korean syllables, by which readers search: ㄱㅅㅎㄱㅂ for 경사 하강법. */
const consonants = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ']
const firstSyllable = 0xac00
const lastSyllable = 0xd7a3
const syllablesOfConsonant = 588

export const hasHangul = (text: string): boolean => /[\uac00-\ud7a3]/.test(text)

/** Whether a text is first consonants alone, as somebody types who wants no whole syllables. */
export const isInitials = (text: string): boolean => /^[ㄱ-ㅎ]+$/.test(text)

/** The first consonant of each syllable; all that is no syllable is left out. */
export function initialsOf(text: string): string {
  return [...text]
    .map((letter) => letter.codePointAt(0)!)
    .filter((code) => code >= firstSyllable && code <= lastSyllable)
    .map((code) => consonants[Math.floor((code - firstSyllable) / syllablesOfConsonant)])
    .join('')
}
