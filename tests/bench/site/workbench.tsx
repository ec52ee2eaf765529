/** The product's workbench with the bench's one exercise. */
import '../../../src/styles/tokens.css';
import '../../../src/styles/base.css';
import '../../../src/styles/workbench.css';
import '../../../src/styles/editor.css';
import '../../../src/styles/results.css';
import { render } from 'preact';
import settings from '../../../base/django/bookshop/settings.py?raw';
import type { ExerciseView } from '../../../src/components/workbench/view.ts';
import { Workbench } from '../../../src/components/workbench/Workbench.tsx';
import { benchFiles, edited } from '../exercise/files.ts';
import middleware from '../exercise/middleware.py?raw';

const exercise: ExerciseView = {
  id: 'bench/ten-tests',
  url: '/',
  title: 'Ten tests',
  task: 'Give every response a request id.',
  track: 'django',
  minutes: 1,
  hints: [],
  files: benchFiles(settings, middleware),
  taken: [],
  shown: [{ path: edited, text: middleware, editable: true, html: `<pre>${edited}</pre>` }],
};

const main = document.getElementById('main');
if (main) {
  render(
    <section id="workbench" class="workbench" style={{ height: '100vh' }}>
      <Workbench lesson={{ url: '/', title: 'Bench' }} exercises={[exercise]} selected={exercise.id} />
    </section>,
    main,
  );
}
