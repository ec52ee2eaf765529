import type { StackSettings } from '../../stack/schema.ts';
import type { Playground } from './playground.ts';

interface Props {
  readonly playground: Playground;
  readonly settings: StackSettings;
}

const switches = [
  ['SECURE_SSL_REDIRECT', 'SecurityMiddleware redirects to HTTPS'],
  ['CSRF_USE_SESSIONS', 'the CSRF token is kept in the session'],
  ['SESSION_SAVE_EVERY_REQUEST', 'every request saves the session'],
  ['DEBUG_PROPAGATE_EXCEPTIONS', 'boundaries let exceptions through'],
] as const;

/** The settings that change what the shipped middleware does. */
export function SettingsForm({ playground, settings }: Props) {
  return (
    <details>
      <summary>Settings</summary>
      {switches.map(([name, words]) => (
        <label class="has" key={name}>
          <input
            type="checkbox"
            checked={settings[name] === true}
            onChange={({ currentTarget }) => {
              const { [name]: _, ...rest } = settings;
              playground.change({ settings: currentTarget.checked ? { ...rest, [name]: true } : rest });
            }}
          />
          <span>
            <code>{name}</code> {words}
          </span>
        </label>
      ))}
    </details>
  );
}
