/** What Meta's library offers here: a few templates for each topic, in three languages, in words of our own. */

export type ParameterType = 'TEXT' | 'AMOUNT' | 'DATE' | 'PHONE NUMBER' | 'EMAIL' | 'NUMBER' | 'ADDRESS'

interface Words {
  readonly header?: string
  readonly body: string
  readonly samples: readonly string[]
  /** What stands on the buttons, in their order. */
  readonly buttons: readonly string[]
}

export interface LibraryText {
  readonly name: string
  readonly category: 'UTILITY' | 'AUTHENTICATION'
  readonly topic: string
  readonly usecase: string
  readonly industry: readonly string[]
  readonly types: readonly ParameterType[]
  readonly buttons: readonly ('URL' | 'PHONE_NUMBER' | 'QUICK_REPLY' | 'OTP')[]
  readonly words: Readonly<Record<'en_US' | 'pt_BR' | 'es', Words>>
}

export const LIBRARY_TEXTS: readonly LibraryText[] = [
  {
    name: 'delivery_update_1',
    category: 'UTILITY',
    topic: 'ORDER_MANAGEMENT',
    usecase: 'DELIVERY_UPDATE',
    industry: ['E_COMMERCE'],
    types: ['TEXT', 'DATE'],
    buttons: ['URL'],
    words: {
      en_US: {
        body: 'Your parcel {{1}} is on its way. We expect to hand it over on {{2}}, at the address you gave.',
        samples: ['#4471', 'January 4th, 2027'],
        buttons: ['Follow the parcel'],
      },
      pt_BR: {
        body: 'Sua encomenda {{1}} está a caminho. Devemos entregar no dia {{2}}, no endereço que você informou.',
        samples: ['nº 4471', '04/01/2027'],
        buttons: ['Acompanhar'],
      },
      es: {
        body: 'Tu paquete {{1}} está en camino. Lo entregaremos el {{2}}, en la dirección que diste.',
        samples: ['n.º 4471', '04/01/2027'],
        buttons: ['Seguir el paquete'],
      },
    },
  },
  {
    name: 'delivery_failed_1',
    category: 'UTILITY',
    topic: 'ORDER_MANAGEMENT',
    usecase: 'DELIVERY_FAILED',
    industry: ['E_COMMERCE'],
    types: ['TEXT', 'ADDRESS'],
    buttons: ['QUICK_REPLY', 'PHONE_NUMBER'],
    words: {
      en_US: {
        header: 'Nobody was there',
        body: 'We came with order {{1}} to {{2}} today and found nobody. Say when we may come again.',
        samples: ['#4471', '12 Harbour Road'],
        buttons: ['Come tomorrow', 'Call the shop'],
      },
      pt_BR: {
        header: 'Não havia ninguém',
        body: 'Fomos hoje com o pedido {{1}} até {{2}} e não havia ninguém. Diga quando podemos voltar.',
        samples: ['nº 4471', 'Rua do Porto, 12'],
        buttons: ['Volte amanhã', 'Ligar para a loja'],
      },
      es: {
        header: 'No había nadie',
        body: 'Fuimos hoy con el pedido {{1}} a {{2}} y no había nadie. Dinos cuándo podemos volver.',
        samples: ['n.º 4471', 'Calle del Puerto 12'],
        buttons: ['Vuelvan mañana', 'Llamar a la tienda'],
      },
    },
  },
  {
    name: 'order_pick_up_1',
    category: 'UTILITY',
    topic: 'ORDER_MANAGEMENT',
    usecase: 'ORDER_PICK_UP',
    industry: ['E_COMMERCE'],
    types: ['TEXT', 'ADDRESS', 'DATE'],
    buttons: [],
    words: {
      en_US: {
        body: 'Order {{1}} can be picked up at {{2}} until {{3}}. Bring this message with you.',
        samples: ['#4471', '12 Harbour Road', 'January 4th, 2027'],
        buttons: [],
      },
      pt_BR: {
        body: 'O pedido {{1}} pode ser retirado em {{2}} até {{3}}. Traga esta mensagem com você.',
        samples: ['nº 4471', 'Rua do Porto, 12', '04/01/2027'],
        buttons: [],
      },
      es: {
        body: 'El pedido {{1}} se puede recoger en {{2}} hasta el {{3}}. Trae este mensaje contigo.',
        samples: ['n.º 4471', 'Calle del Puerto 12', '04/01/2027'],
        buttons: [],
      },
    },
  },
  {
    name: 'payment_due_reminder_1',
    category: 'UTILITY',
    topic: 'PAYMENTS',
    usecase: 'PAYMENT_DUE_REMINDER',
    industry: ['FINANCIAL_SERVICES', 'E_COMMERCE'],
    types: ['TEXT', 'AMOUNT', 'DATE'],
    buttons: ['URL', 'PHONE_NUMBER'],
    words: {
      en_US: {
        header: 'A bill is due soon',
        body: 'Hello {{1}}, your bill of {{2}} is due on {{3}}. If it is paid already, there is nothing to do.',
        samples: ['Jo', 'USD 75.00', 'January 4th, 2027'],
        buttons: ['Pay the bill', 'Call us'],
      },
      pt_BR: {
        header: 'Uma conta vence em breve',
        body: 'Olá, {{1}}. Sua conta de {{2}} vence em {{3}}. Se já pagou, não precisa fazer nada.',
        samples: ['Jo', 'R$ 75,00', '04/01/2027'],
        buttons: ['Pagar a conta', 'Ligar'],
      },
      es: {
        header: 'Una factura vence pronto',
        body: 'Hola, {{1}}. Tu factura de {{2}} vence el {{3}}. Si ya la pagaste, no tienes que hacer nada.',
        samples: ['Jo', '75,00 EUR', '04/01/2027'],
        buttons: ['Pagar la factura', 'Llamar'],
      },
    },
  },
  {
    name: 'low_balance_warning_1',
    category: 'UTILITY',
    topic: 'ACCOUNT_UPDATE',
    usecase: 'LOW_BALANCE_WARNING',
    industry: ['FINANCIAL_SERVICES'],
    types: ['TEXT', 'NUMBER', 'AMOUNT'],
    buttons: ['URL'],
    words: {
      en_US: {
        body: 'Hello {{1}}, the account that ends in {{2}} has less than {{3}} left. Open the app to add to it.',
        samples: ['Jo', '1234', 'USD 50.00'],
        buttons: ['Open the app'],
      },
      pt_BR: {
        body: 'Olá, {{1}}. A conta que termina em {{2}} tem menos de {{3}}. Abra o aplicativo para depositar.',
        samples: ['Jo', '1234', 'R$ 50,00'],
        buttons: ['Abrir o aplicativo'],
      },
      es: {
        body: 'Hola, {{1}}. A la cuenta que termina en {{2}} le quedan menos de {{3}}. Abre la aplicación para ingresar.',
        samples: ['Jo', '1234', '50,00 EUR'],
        buttons: ['Abrir la aplicación'],
      },
    },
  },
  {
    name: 'feedback_survey_1',
    category: 'UTILITY',
    topic: 'CUSTOMER_FEEDBACK',
    usecase: 'FEEDBACK_SURVEY',
    industry: ['E_COMMERCE', 'FINANCIAL_SERVICES'],
    types: ['TEXT', 'DATE'],
    buttons: ['URL'],
    words: {
      en_US: {
        body: 'You bought {{1}} from us on {{2}}. Two minutes of yours tell us what to do better.',
        samples: ['a chair', 'January 4th, 2027'],
        buttons: ['Answer'],
      },
      pt_BR: {
        body: 'Você comprou {{1}} conosco em {{2}}. Dois minutos seus nos dizem o que fazer melhor.',
        samples: ['uma cadeira', '04/01/2027'],
        buttons: ['Responder'],
      },
      es: {
        body: 'Nos compraste {{1}} el {{2}}. Dos minutos tuyos nos dicen qué hacer mejor.',
        samples: ['una silla', '04/01/2027'],
        buttons: ['Responder'],
      },
    },
  },
  {
    name: 'verify_code_1',
    category: 'AUTHENTICATION',
    topic: 'IDENTITY_VERIFICATION',
    usecase: 'VERIFY_CODE',
    industry: ['FINANCIAL_SERVICES', 'E_COMMERCE'],
    types: ['NUMBER'],
    buttons: ['OTP'],
    words: {
      en_US: { body: '*{{1}}* is your verification code.', samples: ['123456'], buttons: ['Copy code'] },
      pt_BR: { body: '*{{1}}* é o seu código de verificação.', samples: ['123456'], buttons: ['Copiar código'] },
      es: { body: 'Tu código de verificación es *{{1}}*.', samples: ['123456'], buttons: ['Copiar código'] },
    },
  },
]
