/** A place in the learner's project. `file` is relative to the project's root; `line` counts from 1. */
export interface SourceLine {
  readonly file: string;
  readonly line: number;
  /** The function the line belongs to, `<module>` at the top level. */
  readonly function: string;
  /** The line itself, without its indentation. */
  readonly text: string;
}

/** The chain of middleware called a layer with the request. */
export interface LayerEntered {
  readonly kind: 'layer-entered';
  readonly layer: string;
}

/** A layer returned a response to the layer outside it. */
export interface LayerLeft {
  readonly kind: 'layer-left';
  readonly layer: string;
  readonly status: number;
}

/** A layer raised. Its boundary (`convert_exception_to_response`) turned the exception into a response. */
export interface LayerRaised {
  readonly kind: 'layer-raised';
  readonly layer: string;
  readonly exception: string;
  /** The status of the response that the next layer out receives. */
  readonly status: number;
}

export interface ViewCalled {
  readonly kind: 'view-called';
  readonly view: string;
}

export interface ViewReturned {
  readonly kind: 'view-returned';
  readonly view: string;
  readonly status: number;
}

export interface ViewRaised {
  readonly kind: 'view-raised';
  readonly view: string;
  readonly exception: string;
}

/** One SQL statement, as Django sent it to the database. */
export interface QueryRun {
  readonly kind: 'query';
  readonly sql: string;
  readonly milliseconds: number;
  /** The innermost line of the learner's project on the stack; null when only Django was running. */
  readonly at: SourceLine | null;
}

/** What happened to one request, in the order in which it happened. */
export type TraceEvent =
  | LayerEntered
  | LayerLeft
  | LayerRaised
  | ViewCalled
  | ViewReturned
  | ViewRaised
  | QueryRun;
