/** What a lesson may use. The page hands them to the MDX, so a lesson needs no imports for them. */
import Callout from './Callout.astro';
import Myth from './Myth.astro';
import Onion from './Onion.astro';
import Predict from './Predict.astro';
import QueryLog from './QueryLog.astro';
import SourceLink from './SourceLink.astro';
import Term from './Term.astro';
import Trace from './Trace.astro';
import WrongRight from './WrongRight.astro';

export const lessonComponents = {
  Callout,
  Myth,
  Onion,
  Predict,
  QueryLog,
  SourceLink,
  Term,
  Trace,
  WrongRight,
};
