/** The parts of Monaco that the course uses, its workers and its themes. Importing this is what costs. */
import { editor, languages, type Uri } from 'monaco-editor/editor';
import 'monaco-editor/features/bracketMatching/register';
import 'monaco-editor/features/caretOperations/register';
import 'monaco-editor/features/clipboard/register';
import 'monaco-editor/features/codeEditor/register';
import 'monaco-editor/features/codicon/register';
import 'monaco-editor/features/comment/register';
import 'monaco-editor/features/contextmenu/register';
import 'monaco-editor/features/cursorUndo/register';
import 'monaco-editor/features/diffEditor/register';
import 'monaco-editor/features/find/register';
import 'monaco-editor/features/folding/register';
import 'monaco-editor/features/gotoError/register';
import 'monaco-editor/features/hover/register';
import 'monaco-editor/features/indentation/register';
import 'monaco-editor/features/linesOperations/register';
import 'monaco-editor/features/multicursor/register';
import 'monaco-editor/features/parameterHints/register';
import 'monaco-editor/features/quickCommand/register';
import 'monaco-editor/features/quickHelp/register';
import 'monaco-editor/features/readOnlyMessage/register';
import 'monaco-editor/features/smartSelect/register';
import 'monaco-editor/features/snippet/register';
import 'monaco-editor/features/suggest/register';
import 'monaco-editor/features/toggleHighContrast/register';
import 'monaco-editor/features/toggleTabFocusMode/register';
import 'monaco-editor/features/wordHighlighter/register';
import 'monaco-editor/features/wordOperations/register';
import 'monaco-editor/features/wordPartOperations/register';
import EditorWorker from 'monaco-editor/editor/editor.worker?worker';
import 'monaco-editor/languages/definitions/html/register';
import {
  language as python,
  conf as pythonConfiguration,
} from 'monaco-editor/languages/definitions/python/python';
import 'monaco-editor/languages/definitions/typescript/register';
import { typescriptDefaults } from 'monaco-editor/languages/features/typescript/register';
import TypeScriptWorker from 'monaco-editor/languages/features/typescript/ts.worker?worker';
import { codeColours } from '../../styles/code-theme.ts';
import { languageOf } from './choice.ts';
import { vitestTypes } from './vitest-types.ts';

// Its icons are first drawn in a menu or a search box, maybe long after the network has gone.
void document.fonts.load('16px codicon');

self.MonacoEnvironment = {
  getWorker: (_, label) => (label === 'typescript' ? new TypeScriptWorker() : new EditorWorker()),
};

// Monaco counts every built-in and dunder name among Python's keywords; these are the keywords, as `keyword.kwlist`
// and `keyword.softkwlist` say.
const pythonKeywords =
  'False None True and as assert async await break case class continue def del elif else except finally for from ' +
  'global if import in is lambda match nonlocal not or pass raise return try type while with yield';
languages.register({ id: 'python', extensions: ['.py'] });
languages.setLanguageConfiguration('python', pythonConfiguration);
languages.setMonarchTokensProvider('python', { ...python, keywords: pythonKeywords.split(' ') });

// TypeScript's own number; Monaco's types stop at `NodeJs`.
const bundlerResolution: number = 100;
// As base/rebuild/tsconfig.json says; `target` and `module` are ESNext, `moduleDetection` is `force`.
typescriptDefaults.setCompilerOptions({
  target: 99,
  module: 99,
  moduleResolution: bundlerResolution,
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  allowImportingTsExtensions: true,
  erasableSyntaxOnly: true,
  verbatimModuleSyntax: true,
  allowNonTsExtensions: true,
  moduleDetection: 3,
});
typescriptDefaults.setEagerModelSync(true);
typescriptDefaults.addExtraLib(vitestTypes, 'file:///node_modules/vitest/index.d.ts');

defineTheme('inside-out-light', 'vs', 0);
defineTheme('inside-out-dark', 'vs-dark', 1);

function defineTheme(name: string, base: 'vs' | 'vs-dark', shade: 0 | 1): void {
  const rule = (token: string, colour: keyof typeof codeColours) => ({
    token,
    foreground: codeColours[colour][shade].slice(1),
  });
  const pick = (light: string, dark: string) => (shade === 0 ? light : dark);
  editor.defineTheme(name, {
    base,
    inherit: true,
    rules: [
      rule('', 'foreground'),
      rule('delimiter', 'foreground'),
      rule('identifier', 'foreground'),
      rule('operator', 'foreground'),
      rule('tag', 'foreground'),
      rule('comment', 'comment'),
      rule('keyword', 'keyword'),
      rule('string', 'string'),
      rule('regexp', 'string'),
      rule('number', 'number'),
      rule('type', 'type'),
    ],
    colors: {
      'editor.background': pick('#ffffff', '#1c1a21'),
      'editor.foreground': codeColours.foreground[shade],
      'editorLineNumber.foreground': pick('#6f6878', '#938ba0'),
      'editorLineNumber.activeForeground': pick('#221d27', '#ece8f0'),
      'editor.lineHighlightBackground': pick('#f7f5f2', '#232029'),
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': pick('#f0d3e7', '#5a2f4c'),
      'editor.inactiveSelectionBackground': pick('#f6e6f1', '#42273a'),
      'editorCursor.foreground': pick('#86246b', '#e7a3d5'),
      'editorWidget.background': pick('#ffffff', '#232029'),
      'editorWidget.border': pick('#e5e1da', '#322e39'),
      'editorError.foreground': pick('#ab2417', '#ff9f92'),
      'editorIndentGuide.background1': pick('#ece8e2', '#2c2833'),
      'diffEditor.insertedTextBackground': pick('#17663f24', '#79d3a42e'),
      'diffEditor.insertedLineBackground': pick('#17663f14', '#79d3a41a'),
      'diffEditor.removedTextBackground': pick('#ab24171f', '#ff9f922e'),
      'diffEditor.removedLineBackground': pick('#ab241712', '#ff9f921a'),
      focusBorder: pick('#86246b', '#e7a3d5'),
    },
  });
}

/** A model indented as its language is, its brackets in the colour of the text around them. */
export function newModel(text: string, path: string, uri?: Uri): editor.ITextModel {
  const model = editor.createModel(text, languageOf(path), uri);
  model.updateOptions({
    tabSize: path.endsWith('.py') ? 4 : 2,
    insertSpaces: true,
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  });
  return model;
}

export function setMonacoTheme(dark: boolean): void {
  editor.setTheme(dark ? 'inside-out-dark' : 'inside-out-light');
}

/** What the editor and the diff have in common. */
export const commonOptions = {
  automaticLayout: true,
  fontFamily: '"JetBrains Mono Variable", ui-monospace, monospace',
  fontSize: 13,
  lineHeight: 21,
  fontLigatures: false,
  minimap: { enabled: false },
  scrollBeyondLastLine: false,
  renderLineHighlight: 'line',
  renderLineHighlightOnlyWhenFocus: true,
  overviewRulerLanes: 0,
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  scrollbar: {
    verticalScrollbarSize: 10,
    horizontalScrollbarSize: 10,
    useShadows: false,
    alwaysConsumeMouseWheel: false,
  },
  folding: true,
  renderFinalNewline: 'on',
  guides: { indentation: true },
  padding: { top: 12, bottom: 12 },
  unicodeHighlight: { ambiguousCharacters: false },
  fixedOverflowWidgets: true,
} as const satisfies editor.IEditorOptions;
