import type { Translated } from '../areas.ts'
import type source from '../pt-BR/roadItems.ts'

export default {
  portfolio: {
    control: {
      title: 'Full control of the portfolio',
      why: 'Only somebody with full control may verify the business and submit the app.',
      how: 'In Business settings › People, see that your user has full control of the portfolio.',
    },
    twofactor: {
      title: 'Two-factor authentication on',
      why: 'Meta asks for a second factor from whoever manages the portfolio.',
      how: 'In Security center, require two-factor authentication for everybody and switch yours on.',
    },
    found: {
      title: 'Meta shows your portfolio',
      why: 'App, WhatsApp account and verification must belong to the same business.',
      how: 'Without an ID given below, the owner of the demo number’s account is used.',
    },
  },
  app: {
    credentials: {
      title: 'App ID and app secret',
      why: 'They prove that we are the app, and check Meta’s signature.',
      how: 'Copy ID and secret from App settings › Basic into META_APP_ID and META_APP_SECRET and restart.',
    },
    usecase: {
      title: 'Business app with the WhatsApp use case',
      why: 'Without that use case the two permissions cannot be asked for.',
      how: 'In Use cases, add “Connect with customers through WhatsApp” and connect the app to the portfolio.',
    },
    name: {
      title: 'Name of the app',
      why: 'Meta refuses names with its brands, and the name must be your product’s.',
      how: 'Choose the product’s name, without WhatsApp, Meta, Facebook or abbreviations of them.',
    },
    icon: {
      title: 'Icon of the app',
      why: 'A missing, small or transparent icon is a reason for rejection.',
      how: 'Upload a square picture of 1024 × 1024, opaque, under 5 MB, without Meta’s marks.',
    },
    category: { title: 'Category', why: 'It must fit the use you describe.', how: 'Choose a business category in App settings › Basic.' },
    purpose: {
      title: 'Purpose: services to other businesses',
      why: 'With the wrong purpose the reviewer expects another product.',
      how: 'Under App purpose, say that you provide services to clients (other businesses).',
    },
    privacy: {
      title: 'Privacy policy published',
      why: 'Meta’s crawler opens the address: it must answer within 3 s, without a login, and say what you do with WhatsApp data.',
      how: 'Paste {{ours}}/legal/privacy into the field, or the address of a page of your own.',
    },
    terms: {
      title: 'Terms of use published',
      why: 'They are asked for like the privacy policy.',
      how: 'Paste {{ours}}/legal/terms into the field, or the address of a page of your own.',
    },
    deletion: {
      title: 'Data deletion works',
      why: 'Meta calls this address when somebody asks to be deleted; we try it with rightly and wrongly signed requests.',
      how: 'Complete the facts of the public pages; the callback is {{ours}}/meta/data-deletion.',
    },
    deletionfield: {
      title: 'Deletion address entered in the dashboard',
      why: 'The field cannot be read by the API; only you see it.',
      how: 'In App settings › Basic › User data deletion, paste {{ours}}/meta/data-deletion as the callback URL.',
    },
    contact: { title: 'Contact e-mail', why: 'It is where the reviewer writes to.', how: 'Give an address that somebody reads every day.' },
    website: {
      title: 'Website and platform “Website”',
      why: 'The reviewer comes in by the website; without the platform the app looks incomplete.',
      how: 'Under Add platform choose Website and give the https address.',
    },
    domains: {
      title: 'App domains',
      why: 'Without this installation’s domain Embedded Signup does not open.',
      how: 'Add the domain under App domains.',
    },
    restrictions: {
      title: 'No restrictions by age or country',
      why: 'A restriction may keep the reviewer out.',
      how: 'Under Advanced, remove restrictions by age, country and content.',
    },
    dpo: {
      title: 'Data protection officer (if you serve the EU)',
      why: 'Meta asks for this contact where data of Europeans are processed.',
      how: 'Give the contact in App settings › Basic and in the facts of the public pages.',
    },
  },
  number: {
    connected: {
      title: 'A connected number to show',
      why: 'Without one there is nothing to record, and no call proves the use.',
      how: 'Connect a number under Numbers and choose it here as the demo number.',
    },
    sends: {
      title: 'The number can send',
      why: 'A blocked number spoils the videos and the reviewer’s test.',
      how: 'See at Meta what is in the way: registration, payment or a restriction.',
    },
    subscribed: {
      title: 'The account sends its events to the app',
      why: 'Without the subscription no message arrives.',
      how: 'Disconnect and connect the number, or refresh it on its page.',
    },
    webhook: {
      title: 'The number’s messages come here',
      why: 'The number’s own address wins over the account’s, and that over the app’s.',
      how: 'Remove the override on the number or the account, or set it to this installation.',
    },
    template: {
      title: 'An approved template',
      why: 'The reviewer picks a template, and it has to be approved.',
      how: 'Create a simple template under Templates and wait for Meta’s approval.',
    },
    profile: {
      title: 'Business profile with picture and description',
      why: 'An empty profile looks like a test, not like a product.',
      how: 'Fill in description and picture of the number’s profile.',
    },
  },
  provider: {
    chosen: {
      title: '“Become a Tech Provider” started',
      why: 'It declares that you connect clients’ accounts; without it the road does not open.',
      how: 'In the app dashboard: WhatsApp › Quickstart › Become a Tech Provider; choose independent, or name the partner.',
    },
  },
  business: {
    verified: {
      title: 'Business verified',
      why: 'App Review starts only once the business is verified; it takes up to 14 working days.',
      how: 'In Security center, hand in legal name, address, telephone, website and documents. Changing them later starts it again.',
    },
    name: {
      title: 'The company’s name is the same everywhere',
      why: 'The reviewer compares the privacy policy’s company with the verified business.',
      how: 'Use the legal name in the facts of the public pages, as in the portfolio.',
    },
  },
  server: {
    tls: {
      title: 'Public address with valid HTTPS',
      why: 'Meta calls only https addresses with a recognised certificate.',
      how: 'Set PUBLIC_URL to the https address and give the proxy a public certificate.',
    },
    handshake: {
      title: 'Webhook handshake',
      why: 'Meta knocks with a challenge before it trusts the address.',
      how: 'See that /webhooks/whatsapp reaches this installation through the proxy.',
    },
    signature: {
      title: 'Signature checked',
      why: 'Taking unsigned events would let anybody speak in Meta’s name.',
      how: 'A proxy must neither change the body nor drop the header X-Hub-Signature-256.',
    },
    webhook: {
      title: 'App webhook set to this place, with the fields needed',
      why: 'Without the right fields, messages or decisions of Meta’s are missing.',
      how: 'Use the button Mend: it writes address and fields into the app.',
    },
  },
  review: {
    scopes: {
      title: 'The token has the two permissions and no more than needed',
      why: 'Unneeded permissions are a common reason for rejection.',
      how: 'Make the system user’s token with whatsapp_business_messaging and whatsapp_business_management.',
    },
    requested: {
      title: 'No other permission asked for',
      why: 'A permission that is asked for and not used is a common reason for rejection.',
      how: 'In App Review, take everything out of the request but whatsapp_business_messaging and whatsapp_business_management.',
    },
    callmessaging: {
      title: 'Recent call: whatsapp_business_messaging',
      why: 'Meta wants an accepted call within the 30 days before submission.',
      how: 'Answer a conversation, or use Make the call: it marks the last message received as read.',
    },
    callmanagement: {
      title: 'Recent call: whatsapp_business_management',
      why: 'The same rule holds for each permission.',
      how: 'Sync the templates, or use Make the call: it reads the list of templates.',
    },
    textmessaging: {
      title: 'Text: whatsapp_business_messaging',
      why: 'A generic or copied text, or one with claims the reviewer cannot see, is rejected.',
      how: 'Write it under Texts, from your own facts.',
    },
    textmanagement: {
      title: 'Text: whatsapp_business_management',
      why: 'Each permission has a description of its own.',
      how: 'Write it under Texts, without repeating the other.',
    },
    videomessaging: {
      title: 'Video: whatsapp_business_messaging',
      why: 'It shows a message sent, on the phone, answered, and the answer on screen.',
      how: 'Record it in the Studio, or attach a phone’s video.',
    },
    videomanagement: {
      title: 'Video: whatsapp_business_management',
      why: 'This one shows a template being created and reviewed, and sends nothing.',
      how: 'Record it in the Studio; sending belongs in the other video.',
    },
    reviewer: {
      title: 'The reviewer can get in',
      why: 'If the reviewer cannot sign in, the whole submission is rejected.',
      how: 'Make the account under Submission; we sign in with it every hour.',
    },
    handling: {
      title: 'Answers about data handling',
      why: 'The form asks for them; blanks stop the submission.',
      how: 'Answer them under Submission.',
    },
    submitted: {
      title: 'Submitted to App Review',
      why: 'Keeping date and answer shows what is still to be mended.',
      how: 'After submitting at Meta, record it under Submission.',
    },
    approved: {
      title: 'Permissions approved',
      why: 'With advanced access the app may serve clients’ accounts.',
      how: 'The review usually takes a day to a week.',
    },
  },
  access: {
    verified: {
      title: 'Access verification',
      why: 'It declares that you are a tech provider; sources differ on whether WhatsApp still needs it, so it blocks nothing.',
      how: 'In the dashboard, Basic › Verifications; it takes about 5 days.',
    },
    clients: {
      title: 'The list of clients can be read',
      why: 'Before access verification Meta tends to answer with error 100.',
      how: 'If error 100 stays after approval, look at access verification.',
    },
  },
  live: {
    switched: {
      title: 'App in Live mode',
      why: 'In Development only people with a role on the app can sign up.',
      how: 'Switch after approval: in Live mode only approved permissions work.',
    },
  },
  signup: {
    configuration: {
      title: 'Embedded Signup configuration',
      why: 'A wrong id is the cause of “Sorry, something went wrong” in the popup.',
      how: 'Create the configuration from the WhatsApp signup template and give its id below.',
    },
    toggles: {
      title: 'The six login switches and the domains',
      why: 'The API does not show them; one that is off stops the signup.',
      how: 'Client OAuth, web OAuth, enforce HTTPS, embedded browser, strict mode and login with SDK: all Yes; add the domain and the redirect address.',
    },
    products: {
      title: 'Only Cloud API ticked in the configuration',
      why: 'Each further product needs permissions with advanced access.',
      how: 'Leave only Cloud API in the configuration unless you need more.',
    },
    first: {
      title: 'First client connected',
      why: 'Only a real client proves that signup works.',
      how: 'Open the signup with an account that was not made in the app dashboard.',
    },
  },
  upkeep: {
    quota: {
      title: 'New clients this week',
      why: 'Meta allows 10 new clients in 7 days, and 200 after the verifications.',
      how: 'The official figure is on WhatsApp Manager’s partner overview; here we count the list of clients.',
    },
    datause: {
      title: 'Yearly data use check-up',
      why: 'Without the yearly confirmation Meta suspends the permissions.',
      how: 'Confirm it in the dashboard when Meta asks; we remind you in a year.',
    },
    token: {
      title: 'Life of the token',
      why: 'An expired token stops everything at once.',
      how: 'Use a system user’s token that never expires.',
    },
    certificate: {
      title: 'Life of the certificate',
      why: 'With an expired certificate Meta stops delivering messages.',
      how: 'Keep the proxy’s automatic renewal on.',
    },
  },
} satisfies Translated<typeof source>
