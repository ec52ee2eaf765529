/** What can be asked of the shop, generated afresh for each check. */
import fc from 'fast-check';

const book = fc.integer({ min: 1, max: 10 }).map((pk) => `/books/${pk}/`);
const author = fc.integer({ min: 1, max: 4 }).map((pk) => `/authors/${pk}/`);

export const word = fc.stringMatching(/^[a-z]{6,12}$/);
/** Pages that anybody may see. */
export const page = fc.oneof(fc.constantFrom('/books/', '/login/'), book, author);
/** An address that a view answers with Http404. */
export const missingBook = fc.integer({ min: 100, max: 99_999 }).map((pk) => `/books/${pk}/`);
/** An address that no view answers. */
export const unknown = word.map((name) => `/no-such-${name}/`);

/** Ids as a client could make them up, each of another form. */
export const forged = [
  fc.uuid(),
  fc.stringMatching(/^[0-9a-f]{32}$/),
  fc.stringMatching(/^[A-Za-z0-9_-]{12,24}$/),
] as const;

/** Two answers of a view that no list of statuses or content types foresees. */
export const rareAnswers = fc
  .tuple(
    fc.shuffledSubarray([201, 202, 203, 303, 307, 402, 409, 410, 418, 422, 429, 451, 501, 502, 503], {
      minLength: 2,
      maxLength: 2,
    }),
    fc.shuffledSubarray(['application/json', 'text/csv', 'text/plain', 'application/pdf'], {
      minLength: 2,
      maxLength: 2,
    }),
  )
  .map(([statuses, types]) =>
    statuses.map((status, index) => ({ status, type: types[index] ?? 'text/plain' })),
  );
