/** The second build that tests look at: from a sub-folder, with the right-to-left pseudo-locale. */
export const variantBase = '/sub/folder/'
