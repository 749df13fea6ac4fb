/** Where the account of a number is granted again through Meta's window. @param number phone_number.id */
export const authoriseAgain = (number: string): string => `/numbers/connect/signup?again=${number}`
