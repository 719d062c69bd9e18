/** Context key of a function that answers what follows the title of each page: the association's name. */
export const TITLE_SUFFIX = Symbol('title suffix');
