/** The part of the package that is used here; it brings no types of its own. */
declare module 'gettext-parser' {
  export const po: {
    parse(source: string, options?: object): unknown
    compile(file: unknown, options?: object): Buffer
  }
}
