/** Ids, slugs and addresses. Numbers in folder names are for order on disk only; no address shows them. */

/** `02-order` → `order`; `01-the-onion` → `the-onion`. */
export function slugOf(name: string): string {
  return name.replace(/^\d+-/, '');
}

/** Lesson id `02-order/01-the-onion` → `/order/the-onion/`. */
export function lessonUrl(lesson: string): string {
  return `/${lesson.split('/').map(slugOf).join('/')}/`;
}

/** The lesson's page with one of its exercises chosen: `/order/the-onion/request-id/`. */
export function exerciseUrl(lesson: string, exercise: string): string {
  return `${lessonUrl(lesson)}${exercise.slice(exercise.indexOf('/') + 1)}/`;
}

/** Where the reference solution of an exercise waits until someone asks for it. */
export function solutionUrl(exercise: string): string {
  return `/solutions/${exercise}.json`;
}

/** Where the base project of a track is served, as one `FileSet`. */
export function baseUrl(track: string): string {
  return `/base/${track}.json`;
}

/** Where the parts are served that the projects of a track's exercises share. */
export function sharedProjectUrl(track: string): string {
  return `/projects/${track}.json`;
}

/** Where the parts are served that an exercise adds to its project. */
export function projectUrl(exercise: string): string {
  return `/projects/${exercise}.json`;
}
