/** Meta's codes of the languages that templates are written in most; what an account uses besides is kept. */
export const LANGUAGES = ['pt_BR', 'pt_PT', 'en', 'en_US', 'en_GB', 'es', 'es_AR', 'es_ES', 'es_MX', 'fr', 'de', 'it']
