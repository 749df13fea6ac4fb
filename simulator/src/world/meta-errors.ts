/** Meta's error numbers: HTTP status and title, and what to say when a caller of ours has nothing more precise. */
interface MetaError {
  readonly http: number
  readonly title: string
  readonly details: string
}

const entry = (http: number, title: string, details = title): MetaError => ({ http, title, details })

const META_ERRORS: Readonly<Record<number, MetaError>> = {
  0: entry(401, 'AuthException', 'We were unable to authenticate the app user'),
  1: entry(400, 'API Unknown', 'Invalid request or possible server error'),
  2: entry(503, 'API Service', 'Temporary due to downtime or due to being overloaded'),
  3: entry(500, 'API Method', 'Capability or permissions issue'),
  4: entry(400, 'API Too Many Calls', 'The app has reached its API call rate limit'),
  10: entry(403, 'Permission Denied', 'Permission is either not granted or has been removed'),
  33: entry(400, 'Parameter value is not valid', 'The business phone number has been deleted'),
  100: entry(400, 'Invalid parameter', 'The request included one or more unsupported or misspelled parameters'),
  190: entry(401, 'Access token has expired', 'The access token has expired or is not valid'),
  200: entry(403, 'API Permission', 'Permission is either not granted or has been removed'),
  368: entry(403, 'Temporarily blocked for policies violations', 'The account has been restricted or disabled for violating a policy'),
  80007: entry(400, 'Rate limit issues', 'The WhatsApp Business Account has reached its rate limit'),
  130429: entry(400, 'Rate limit hit', 'Cloud API message throughput has been reached'),
  130472: entry(400, "User's number is part of an experiment", "Message was not sent because the user's number is part of an experiment"),
  130497: entry(403, 'Business account is restricted from messaging users in this country'),
  131000: entry(500, 'Something went wrong', 'Message failed to send due to an unknown error'),
  131005: entry(403, 'Access denied', 'Permission is either not granted or has been removed'),
  131008: entry(400, 'Required parameter is missing', 'The request is missing a required parameter'),
  131009: entry(400, 'Parameter value is not valid', 'One or more parameter values are invalid'),
  131016: entry(500, 'Service unavailable', 'A service is temporarily unavailable'),
  131021: entry(400, 'Recipient cannot be sender', 'Sender and recipient phone number is the same'),
  131026: entry(
    400,
    'Message undeliverable',
    'Unable to deliver message: the recipient may not use WhatsApp or has not accepted its terms',
  ),
  131030: entry(400, 'Recipient phone number not in allowed list', 'Add the recipient phone number to the allowed list'),
  131031: entry(403, 'Account has been locked', 'The account is restricted or disabled, or request data does not match it'),
  131037: entry(400, 'WhatsApp provided number needs display name approval before message can be sent'),
  131042: entry(400, 'Business eligibility payment issue', 'There was one or more errors related to your payment method'),
  131045: entry(500, 'Incorrect certificate', 'Message failed to send due to a phone number registration error'),
  131047: entry(400, 'Re-engagement message', 'More than 24 hours have passed since the customer last replied to this number'),
  131048: entry(400, 'Spam rate limit hit', 'There are restrictions on how many messages this number may send'),
  131049: entry(400, 'Message not delivered', 'This message was not delivered to maintain healthy ecosystem engagement'),
  131050: entry(400, 'User has stopped marketing messages', 'The customer chose not to receive marketing messages from this business'),
  131051: entry(400, 'Unsupported message type', 'Message type is not currently supported'),
  131052: entry(400, 'Media download error', 'Unable to download the media sent by the user'),
  131053: entry(400, 'Media upload error', 'Unable to upload the media used in the message'),
  131055: entry(400, 'Method not allowed', 'Only marketing template messages may be sent this way'),
  131056: entry(400, 'Pair rate limit hit', 'Too many messages were sent from this number to the same customer in a short period of time'),
  131057: entry(500, 'Account in maintenance mode', 'The account is being upgraded; try again in a few minutes'),
  131059: entry(400, 'Invalid cursor', 'The paging cursor is not valid or has expired'),
  131062: entry(400, 'Recipient not supported', 'This message cannot be sent to a business-scoped user ID; use a phone number'),
  131063: entry(400, 'Marketing messages disabled', 'Marketing templates are disabled on Cloud API for this account'),
  132000: entry(400, 'Number of parameters does not match the expected number of params'),
  132001: entry(404, 'Template name does not exist in the translation'),
  132005: entry(400, 'Translated text too long', 'The text is too long once its variables are filled in'),
  132007: entry(400, 'Template format character policy violated'),
  132008: entry(400, 'Parameter value is not valid'),
  132012: entry(400, 'Parameter format does not match format in the created template'),
  132015: entry(400, 'Template is paused', 'The template is paused because of low quality'),
  132016: entry(400, 'Template is disabled', 'The template was paused too many times and is disabled for good'),
  132018: entry(400, 'Template parameter is not valid', 'There is an issue with the parameters of the template'),
  132068: entry(400, 'Flow is blocked', 'The flow is in the blocked state'),
  132069: entry(400, 'Flow is throttled', 'The flow is throttled: 10 messages in the last hour were sent'),
  133004: entry(503, 'Server temporarily unavailable'),
  133005: entry(400, 'Two step verification PIN mismatch', 'The two-step verification PIN is incorrect'),
  133006: entry(400, 'Phone number re-verification needed', 'The phone number must be verified before it is registered'),
  133008: entry(400, 'Too many two step verification PIN guesses', 'Too many PIN guesses; try again later'),
  133010: entry(400, 'Phone number not registered', 'The account does not exist: the phone number is not registered on Cloud API'),
  133016: entry(400, 'Account register or deregister rate limit exceeded', 'More than 10 requests for this phone number in 72 hours'),
  134011: entry(400, 'WhatsApp Payments terms of service have not been accepted'),
  134100: entry(400, 'Only marketing messages supported', 'The template is not a marketing template'),
  135000: entry(400, 'Generic user error', 'The message could not be sent because of its parameters'),
  136024: entry(400, 'Too many verification codes', 'You have tried too many times; try again later'),
  136025: entry(400, 'Wrong verification code', 'The code entered is not right'),
  137000: entry(400, 'Identity key hash mismatch', 'recipient_identity_key_hash does not match the current hash of this customer'),
  139100: entry(400, 'Failed to block/unblock some users'),
  139101: entry(400, 'Blocklist limit reached'),
  2388019: entry(400, 'Message template limit exceeded'),
  2388024: entry(400, 'Content in this language already exists', 'There is already content for this template in this language'),
  2388040: entry(400, 'Character limit exceeded', 'A field is longer than allowed'),
  2388047: entry(400, 'Header format is incorrect'),
  2388072: entry(400, 'Body format is incorrect'),
  2388073: entry(400, 'Footer format is incorrect'),
  2388293: entry(400, 'Too many variables for the message length'),
  2388299: entry(400, 'Leading or trailing params not allowed', 'Variables cannot be at the start or the end of the template'),
}

export function metaError(code: number): MetaError {
  return META_ERRORS[code] ?? entry(400, 'Unknown error', `Error ${code}`)
}

export const KNOWN_CODES: readonly number[] = Object.keys(META_ERRORS).map(Number)
