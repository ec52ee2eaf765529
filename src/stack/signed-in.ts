/** The user whose session cookie a request with `signedIn` sends. */
export const SIGNED_IN_USER = 'ada';

/** The key of that user's session: what the cookie `sessionid` holds. */
export const SIGNED_IN_SESSION = 'ada0has0been0here0since0monday00';
