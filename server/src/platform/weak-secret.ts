/** Values that ship as examples or defaults of other programs, and what people type to be done with it. */
const KNOWN = [
  ...['secret', 'mysecret', 'supersecret', 'changeme', 'changemenow', 'change-me', 'change_me', 'password', 'password1', 'password123'],
  ...['passw0rd', 'senha123', 'mudar123', 'admin', 'admin123', 'administrator', 'qwerty', 'qwerty123', 'letmein', 'welcome', 'welcome1'],
  ...['test', 'testtest', 'test1234', 'example', 'default', 'recado', 'recado123', 'whatsapp', 'verify_token', 'verifytoken', 'app_secret'],
  ...[
    'your_app_secret',
    'your-app-secret',
    'your_verify_token',
    '12345678',
    '123456789',
    '1234567890',
    '0123456789',
    'abcdefgh',
    'abc12345',
  ],
  ...['3123123213123', 'bqyhjgjhj', '429683c4c977415caafcce10f7d57e11', 'deadbeef', '00000000000000000000000000000000'],
]

/** No default and no joke: what is listed, or one or two characters over and over. */
export function isWeakSecret(text: string): boolean {
  return KNOWN.includes(text.toLowerCase()) || new Set(text).size < 3
}
