import type { LegalFacts } from '@recado/contract/legal'
import { listed } from './lines.ts'
import type source from './pt-BR.ts'

const words: typeof source = {
  title: { privacy: 'Privacy policy', terms: 'Terms of use', 'data-deletion': 'Data deletion' },
  blank: '[to be filled in]',
  updated: 'Updated on',
  draft: 'This page is not ready yet: whoever runs the installation has to name the company and a contact.',
  body: {
    privacy: (f: LegalFacts) => `# Privacy policy of ${f.productName}
${f.productName} is a customer service platform for WhatsApp, offered by ${f.companyName}${f.companyId ? ` (${f.companyId})` : ''}, ${f.address ? `${f.address}, ` : ''}${f.country}. This policy says which data pass through it, what for, for how long, and how to have them deleted.
## Whose data they are
Conversations belong to the company that serves its customers. It decides whom it talks to and why (controller); ${f.companyName} stores and transports the data on its behalf (processor).
## Which data we process
- WhatsApp messages: phone number or WhatsApp identifier, profile name, content of messages and files sent and received, times and delivery states.
- Accounts of agents: name, e-mail, password kept only as a cryptographic hash, language and sign-in records.
- WhatsApp Business accounts: identifiers, phone numbers, message templates, and access tokens granted by the company, stored encrypted.
- Technical data: IP address, browser, and error records without the text of messages.
## What we use them for
- To send and receive messages through the official WhatsApp Business API.
- To show the history to agents and to share out the work.
- To protect the service, mend faults and meet legal obligations.
We do not sell data, do not advertise with them, and do not train artificial intelligence on them.
## Whom we share them with
- Meta Platforms (WhatsApp Business), which transports the messages.
${listed(f.processors, 'No other provider processes data on our behalf.')}
Authorities receive data only on a valid legal order, which is examined first and answered with the minimum it requires.
## How long we keep them
Messages are kept for as long as the company's contract lasts and are deleted within ${f.retentionMonths} months after it ends. Technical records are deleted earlier. Backups follow the same periods.
## Security
Traffic is encrypted, access tokens are stored encrypted, each company sees only its own data, and access depends on a role and a password.
## Your rights
You may ask for confirmation, access, correction, a copy, objection and deletion of your data (LGPD, article 18; GDPR, articles 15 to 22). If you are a customer of a company that uses this platform, that company answers first; we can pass your request on.
## Contact
- E-mail: ${f.contactEmail}
${f.privacyContact ? `- Data protection contact: ${f.privacyContact}` : '- The same address reaches whoever is responsible for data protection.'}
${f.website ? `- Website: ${f.website}` : ''}
Changes of this policy are published on this page with their date.`,
    terms: (f: LegalFacts) => `# Terms of use of ${f.productName}
These terms apply between ${f.companyName}${f.companyId ? ` (${f.companyId})` : ''}, ${f.country}, and the company that uses ${f.productName} to serve its customers on WhatsApp.
## The service
${f.productName} lets a team send and receive messages through the official WhatsApp Business API, manage phone numbers and message templates, and follow its service.
## What the company does
- It has a WhatsApp Business account in its own name and follows Meta's commerce and messaging policies.
- It writes only to people who agreed, and stops when they ask.
- It sends nothing unlawful or misleading, and no unsolicited bulk messages.
- It keeps passwords secret and gives access only to those who need it.
- It pays Meta for the messages that Meta charges.
## What we do
- We keep the service available and safe with professional care.
- We process data as the privacy policy says and on the company's instructions.
- We report incidents that affect personal data.
## Limits
Delivery depends on WhatsApp, on networks and on the recipient's phone. Meta may limit or suspend numbers under its own rules. As far as the law permits we are not liable for these.
## End
Either party may end the agreement. Afterwards the company may ask for a copy of its data; then they are deleted within the period of the privacy policy (${f.retentionMonths} months).
## Law and contact
The law of ${f.country} applies. Questions: ${f.contactEmail}.`,
    'data-deletion': (f: LegalFacts) => `# How to have your data deleted
Anybody may ask ${f.productName} to delete their data.
## If you connected a WhatsApp Business account with your Meta profile
- On Facebook open Settings, then Business integrations (or Apps and websites).
- Choose ${f.productName} and remove it, ticking the option to ask for deletion of your data.
- Meta tells us, the access tokens are destroyed at once, and you get a code and an address to follow the request.
## If you serve customers on this platform
Ask the administrator of your company's workspace to remove your account, or write to ${f.contactEmail}.
## If you talked to a company on WhatsApp
The messages belong to the company you talked to: ask it. If you prefer, write to ${f.contactEmail} with your phone number and the company's name; we pass the request on and confirm the answer.
## How long it takes
Requests are answered within 15 days. Data that the law obliges us to keep are deleted when that period ends; everything else also leaves the backups within ${f.retentionMonths} months.
## Contact
- E-mail: ${f.contactEmail}`,
  },
  status: {
    title: { deletion: 'Data deletion request', deauthorization: 'Consent taken back' },
    unknown: 'There is no request with this code. Check the letters, or write to whoever runs the platform.',
    code: 'Code',
    received: 'Received on',
    done: 'State: completed',
    tokens: (tokens: number, workspaces: number) =>
      `We found ${tokens} ${tokens === 1 ? 'authorisation' : 'authorisations'} granted by this person, in ${workspaces} company ${workspaces === 1 ? 'workspace' : 'workspaces'}. The access tokens were destroyed and the link to the person was deleted.`,
    nothing: 'We found nothing stored about this person: no access token in use was granted by them.',
    rest: 'Conversations with customers belong to the companies that serve them and are not linked to your Meta profile, so they are not part of this request. For those, see the deletion instructions.',
  },
}
export default words
