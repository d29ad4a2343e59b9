/** What other sites ask for [pixels]. */
export const cardSize = { width: 1200, height: 630 }
