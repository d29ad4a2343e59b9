/** The paper of both themes (`--paper` in styles/tokens.css) for what reads no style sheet: a browser's own bars. */
export const paper = { light: '#fbfaf7', dark: '#0f1218' } as const
