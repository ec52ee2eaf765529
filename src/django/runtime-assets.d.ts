declare module 'virtual:runtime-assets' {
  /** Address of the folder that holds Pyodide's files and `site-packages.zip`, with a slash at its end. */
  export const runtimeBase: string;
  /** The names of the parts of the snapshot, in their order. */
  export const snapshotParts: readonly string[];
  /** How many bytes they are when they are inflated. */
  export const snapshotBytes: number;
  /** SHA-256 of them, in hexadecimal digits. */
  export const snapshotDigest: string;
}
