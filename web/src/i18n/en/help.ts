import type { Translated } from '../areas.ts'
import type source from '../pt-BR/help.ts'

export default {
  title: 'Help',
  contents: 'On this page',
  api: 'API documentation',
  start: {
    title: 'Where to start',
    body: `A workspace holds the numbers, people and conversations of one company. Nothing passes from one workspace to another.
No number yet? Under Numbers, create a test number: it works at once and needs no Meta account. For a real number see “Connecting a number” below.`,
  },
  inbox: {
    title: 'Inbox',
    body: `Whoever writes to your number appears as a pending conversation. Taking it makes it yours; closing it removes it from the list. If the person writes again, the conversation comes back.
- One tick: WhatsApp has it. Two: it reached the phone. Two blue: it was read.
- Clock: it is queued and leaves by itself, even if you close the browser.
- Exclamation mark: it was not sent. The reason is below it, with a button only when trying again can help.
- Question mark: Meta’s answer was lost. We do not send again blindly; Meta’s next report decides.
What you write is kept as a draft in this browser, for each conversation.
The + button of the reply box has location, contact, buttons, lists, link, requests for location and phone number, payment by Pix, link or boleto, order updates, catalogue, products and forms. Beside each you see how it will look.
The arrow at the corner of a message answers it or reacts to it. Pressing a quotation goes to the original, however old.
What the person deletes in WhatsApp goes from here too; what they edit shows the new words. What somebody writes on the business’s own phone appears as ours, marked “from the phone”, and does not open the window.
Teams keep lines apart: in Settings, “Teams”. A conversation's team is beside the contact, under “Service”; moving it to another leaves a line in the history, and whoever answered it keeps it only as a member of the new team. Under Filters, the list shows one team alone.
Each number may have opening hours: on its page, under “Service”, with holidays, the team of new conversations and a reply that goes by itself outside the hours. A conversation says until when its number is outside its hours.`,
  },
  window: {
    title: 'The 24-hour window',
    body: `After each message of the customer WhatsApp lets you write freely for 24 hours. The ring around the picture and the countdown in the reply box show how much is left.
With the window closed only templates approved by Meta get through. As soon as the person answers, the window opens again.`,
  },
  files: {
    title: 'Files',
    body: `Photos, videos, audio, documents and stickers arrive in the conversation. Click to open them full screen: the arrow keys go from one to the next, + and - enlarge and reduce.
- To send: the + button, paste, or drop the file on the conversation. Each may have a caption; several go in order.
- WhatsApp carries JPEG and PNG photos up to 5 MB, MP4 videos and audio up to 16 MB, documents up to 100 MB. A photo that is too large gets a button to send it smaller.
- Microphone: records a voice message. Listen before you send it, if you like.
- A file that did not come from Meta is fetched again by itself; the “Fetch again” button hurries it. Meta keeps files for seven days.
Everything exchanged with a person is under “Files and links”, in the contact's details.`,
  },
  contacts: {
    title: 'Contacts',
    body: `Every person is one contact, whichever number they write to and whatever name WhatsApp shows. When WhatsApp proves that two contacts are one person, we join them and their history; you can also merge by hand, and separate again.
- Tags and own fields: in Settings, “Tags and fields”.
- Consent: whoever writes STOP, SAIR or PARAR, or refuses promotions in WhatsApp itself, becomes “wants no promotions”. The ledger keeps when and why, and is never erased.
- Blocking asks Meta to keep the person from writing to that number; WhatsApp only blocks people who wrote in the last 24 hours.
- Importing: a CSV or XLSX spreadsheet with titles in its first row. We check everything first; either all good rows come in, or none. Those with a problem can be downloaded.
Whoever looks after the workspace may hide phone numbers from agents in Settings.`,
  },
  search: {
    title: 'Searching',
    body: `Ctrl K (⌘ K on a Mac) searches people, conversations and messages, whatever their accents, capitals, singular or plural. The beginning of a word is enough.
Choosing a message opens the conversation at it, with what came before and after. What was just written is found within about a second.`,
  },
  templates: {
    title: 'Templates',
    body: `Under Templates, administrators write a template and send it to Meta for review; each of Meta’s rules shows while writing. The result arrives by itself, with the reason when it is a rejection. Those that are at Meta already come with Synchronise.
There are four formats: message with header, footer and buttons; carousel of cards; limited-time offer; request for permission to call. Image, video and document need a sample file, which only reviewers see; with every edit Meta wants the file again. A new template can be written in several languages side by side; each is reviewed by itself.
Meta’s library has templates that Meta wrote and approved already: choose one, name it, say where its buttons lead, and it can be sent at once.
An approved template can be edited once a day and ten times in 30 days. The name of one that was ever approved is held for 30 days after its deletion, in its language; whoever types it sees until when.
The page of each template tells its history: review, rejection with its reason, quality, pauses, a change of category (which changes the price), edits, and who did what. It arrives at once, and what a webhook misses is found by the reading that the system does every six hours.
- Low quality pauses a template: 3 hours the first time, 6 the second; then Meta disables it. A pause can be ended on its page.
- Archiving takes it out of the picker; Meta deletes what stays archived for 28 days.
- The star is yours alone and puts a template first in the picker. Whoever administers says, among its facts, from which role on it may be sent and whose teams it is: who is in none of them does not see it.
Only approved ones can be sent. When sending, fill in the variables, choose the file from the computer or the conversation, and see beside it how the person will receive it. When they press a button, the answer says which template it came from.
To write to a new number, start a conversation with a template.`,
  },
  sandbox: {
    title: 'Test number and simulated phone',
    body: `The test number reaches nobody’s WhatsApp. On the simulated phone you write as a customer and see what the agent sends, with its ticks.
On the same page you can switch the phone off, delay notices, make the next message fail and move the clock on by 24 h, to train without risk.
Everything simulated carries the dashed “sandbox” tag.`,
  },
  road: {
    title: 'Road to Tech Provider',
    body: `To connect clients’ accounts, Meta has to approve your app. Under Provider, whoever runs the installation finds everything Meta asks for, in its order.
- Passed and failed were seen by software. Unknown: Meta did not answer, answered with an error, or it was too long ago; it never counts as passed.
- What no software can see is to be confirmed: you confirm it, with a note and an attachment.
- What expires stands together, with its day: each permission’s calls, the token, the certificate and the yearly data use check-up.
- Public pages, texts, videos and the submission pack are made there as well. Rehearse in the sandbox first: Meta’s dashboard is played Backstage on the phone page.
On the server: npm run recado -- road check.`,
  },
  signup: {
    title: 'Connecting through Meta',
    body: `Under Numbers, Connect, the button opens Meta’s window: the person signs in with Facebook, chooses business, account and number, and Recado checks, keeps, subscribes the webhooks, registers with a PIN and synchronises. Each step shows at once; the page may be closed.
For somebody without an account here, make a link and send it by e-mail or WhatsApp. It expires, serves for one number and shows nothing else.
- Before, whoever runs the installation enters app, secret and configuration under Settings, Signup through Meta. The same page says whether Meta knows the configuration.
- When something fails, the page says the cause and what to do, and goes on at the step that stopped.
- Rehearse in the simulator: the simulated window ends in every way that Meta’s can end.
- A number that stays on its phone: choose “Connect the phone” and read the QR code with WhatsApp Business. Contacts and history are asked for at once, and only once; the number’s page shows the 24 hours, what was asked for and what came. The past goes into closed conversations. Open the app at least every 13 days.`,
  },
  connect: {
    title: 'Connecting a number: where to find each value',
    body: `You need a WhatsApp Business account on Meta’s platform, with the number already registered on the Cloud API.
- Access token: in Business settings, System users. Give the user access to the app and to the WhatsApp account, and make a token without expiry with whatsapp_business_messaging and whatsapp_business_management.
- WhatsApp account ID (WABA) and phone number ID: in WhatsApp Manager, Phone numbers; or in the app, under WhatsApp, API setup.
- App secret: in the app, under Settings, Basic. It belongs to the same app that made the token.
- Callback URL and verify token: Recado shows both. Paste them into the app, under WhatsApp, Configuration, Webhook, and subscribe to the field messages.
Meta only calls public https addresses. If Recado runs only in your network, publish it and set PUBLIC_URL.
Once connected, the page of the number has the business profile, which customers see when they tap the name, and QR codes, which open the chat with a message ready.
- Name and mark: ask for another display name (Meta reviews it, and an approved name needs registering again with the PIN), a username and the official mark.
- Conversation start: questions to tap and commands after a slash. Settings at Meta: calls, storage, catalogue. Blocked: whom Meta keeps away from the number.
- Webhooks: where messages go, who led them away, and one click that brings them back; Test now makes Meta call this server and takes a delivery of each field all the way, changing nothing; below, each delivery, to look into and process again.
- History: each change of quality, limit, name or restriction, with its date, and whether a webhook told it or it was found when read again.
The token is checked at Meta every day. Should Meta stop accepting it, only that account stops, its messages wait in the queue, and Authorise again, in the alert or on the page of the number, leads to Meta’s window with the account chosen already; Paste a new token will do, too. Nothing is lost.
On the page of the number, Registration shows code, registration and PIN: a new number, or one from another provider, is added under Numbers, Connect, verified by SMS or call, and registered with a PIN.`,
  },
  doctor: {
    title: 'Doctor and accounts at Meta',
    body: `On each number’s page, Doctor asks Meta, now, for everything that has to be right: token, account, number, app and this server’s address. Each line says what was found, why it matters and what to do; what can be mended here has a button.
- Unknown: Meta did not answer, answered with an error or with nonsense. It never counts as good.
- Copy report gives a text for support, without tokens or secrets.
Under Numbers, “By account and business” shows each portfolio with its accounts and numbers, what is wrong with each, and filters what needs attention. An account’s page has its templates, flows, webhooks and what changed at Meta. A number that Meta lists no longer is marked, with an alert.
On the server: npm run recado -- doctor --number ID, with the id that Meta gives the number or the account.`,
  },
  people: {
    title: 'People and roles',
    body: `Invite by link, under Settings, People. The link is valid for 7 days and once.
- Agent: answers conversations.
- Supervisor: sees all and syncs templates.
- Admin: numbers, people, API keys and settings too.
- Owner: everything, and only an owner makes or removes another.
- Operator: runs the installation and creates workspaces. Does not see the conversations of a workspace they are not in.
Changing somebody’s role applies at once, without signing in again.`,
  },
  keyboard: {
    title: 'Keyboard',
    body: `Everything works without a mouse. Press ? to see the shortcuts of the page you are on.
- Ctrl K (⌘ K on a Mac) opens the command bar: people, conversations and actions.
- F6 goes from one region of the screen to the next.
- Esc closes what is on top.`,
  },
  alerts: {
    title: 'Alerts',
    body: `The bell shows what Meta changed or refused: quality, limit, restriction, name, template, payment, token. Each alert says what to do.
- What has a cause ends with it, by itself. The rest you mark as resolved.
- Administrators get it by e-mail too, if whoever runs the installation has set SMTP_URL and MAIL_FROM.
- With Recado closed the browser calls too, for messages and alerts: turn it on under Settings, on each device. It lasts until you sign out.`,
  },
  safety: {
    title: 'What is kept, and how',
    body: `Tokens and secrets of Meta are encrypted before they reach the database and are never shown on any screen again. API keys and invitations are kept only as digests: whoever loses one makes another.
Messages stay in the database of this installation, and nowhere else of ours. The server’s logs carry no message text.`,
  },
  notYet: {
    title: 'What there is not yet',
    body: `So that you need not look for it:
- teams, transfer, snooze, internal notes and quick replies
- broadcasts, a dashboard of figures and costs
- changing the e-mail of an account or recovering a forgotten password`,
  },
} satisfies Translated<typeof source>
