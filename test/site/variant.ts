/**
 * The second build that tests look at: from a sub-folder, with the right-to-left pseudo-locale, and translations
 * that English has left behind (behind.ts).
 */
export const variantBase = '/sub/folder/'
