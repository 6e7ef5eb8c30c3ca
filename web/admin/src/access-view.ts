// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { AdminView } from './app.js';
import { failureWords, Resource } from './resource.js';
import { styles } from './styles.js';

interface Key {
  id: string;
  name: string;
  scopes: string[];
  created_at: string;
  expires_at: string | null;
  valid: boolean;
}

interface AccountRow {
  name: string;
  role: string;
  disabled_at: string | null;
  second_factor_enrolled: boolean;
}

const SCOPES = ['voice', 'tracking', 'tokens', 'metrics'];
const ROLES = ['user', 'moderator', 'admin'];

/** Who may do what: accounts with their roles, and the keys of host programs. */
@customElement('admin-access')
export class AccessView extends AdminView {
  @state() private fresh: string | undefined;
  readonly #keys = new Resource<Key[]>(this);
  readonly #accounts = new Resource<AccountRow[]>(this);

  override firstUpdated(): void {
    const { api } = this.app;
    void this.#accounts.load(async () => (await api.get<{ accounts: AccountRow[] }>('/api/admin/accounts')).accounts);
    void this.#keys.load(async () => (await api.get<{ keys: Key[] }>('/api/admin/keys')).keys);
  }

  override render(): TemplateResult {
    const { t } = this.app;
    return html`<div class="stack">
      <section class="card">
        <h2>${t.accounts}</h2>
        ${this.#accounts.render(t, (accounts) => this.#people(accounts))} ${this.#newAccount()}
      </section>
      <section class="card">
        <h2>${t.keys}</h2>
        ${this.fresh
          ? html`<palaver-notice tone="info" heading=${t.newKey} text=${t.newKeyText}><code class="secret">${this.fresh}</code></palaver-notice>`
          : nothing}
        ${this.#keys.render(t, (keys) => this.#list(keys))} ${this.#newKey()}
      </section>
    </div>`;
  }

  #people(accounts: AccountRow[]): TemplateResult {
    const { t } = this.app;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t.accounts}>
      <table>
        <thead>
          <tr><th>${t.name}</th><th>${t.role}</th><th>${t.secondFactor}</th><th><span class="visually-hidden">${t.change}</span></th></tr>
        </thead>
        <tbody>
          ${accounts.map(
            (each) => html`<tr>
              <td>${each.name} ${each.disabled_at ? html`<span class="tag">${t.disabled}</span>` : nothing}</td>
              <td>
                <select aria-label=${t.roleOf(each.name)} ?disabled=${each.disabled_at !== null} @change=${(event: Event) => void this.#role(each, event)}>
                  ${ROLES.map((role) => html`<option value=${role} .selected=${role === each.role}>${t.roles[role]}</option>`)}
                </select>
              </td>
              <td>${each.second_factor_enrolled ? html`<span class="tag good">${t.setUp}</span>` : html`<span class="tag">${t.missing}</span>`}</td>
              <td class="act">
                ${each.disabled_at || each.name === this.app.account.name
                  ? nothing
                  : html`<button class="button danger" type="button" @click=${() => void this.#do(`/api/admin/accounts/${encodeURIComponent(each.name)}/disable`)}>${t.disable}</button>`}
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #newAccount(): TemplateResult {
    const { t } = this.app;
    return html`<form class="fields" @submit=${(event: Event) => void this.#add(event)}>
      <div><label for="name">${t.name}</label><input id="name" name="name" required maxlength="64" autocomplete="off" /></div>
      <div>
        <label for="password">${t.password}</label>
        <input id="password" name="password" type="password" required minlength="12" maxlength="256" autocomplete="new-password" />
      </div>
      <div>
        <label for="role">${t.role}</label>
        <select id="role" name="role">${['moderator', 'admin', 'user'].map((role) => html`<option value=${role}>${t.roles[role]}</option>`)}</select>
      </div>
      <button class="button" type="submit">${t.addAccount}</button>
    </form>`;
  }

  #list(keys: Key[]): TemplateResult {
    const { t, f } = this.app;
    return html`<div class="scroll" tabindex="0" role="region" aria-label=${t.keys}>
      <table>
        <thead>
          <tr><th>${t.name}</th><th>${t.scopes}</th><th>${t.created}</th><th>${t.expires}</th><th><span class="visually-hidden">${t.change}</span></th></tr>
        </thead>
        <tbody>
          ${keys.map(
            (each) => html`<tr>
              <td>${each.name} ${each.valid ? nothing : html`<span class="tag">${t.invalid}</span>`}<br /><code class="soft small">${each.id}</code></td>
              <td>${each.scopes.join(', ')}</td>
              <td class="nowrap">${f.time(each.created_at)}</td>
              <td class="nowrap">${each.expires_at ? f.time(each.expires_at) : t.never}</td>
              <td class="act">
                ${each.valid
                  ? html`<button class="button" type="button" @click=${() => void this.#secret(`/api/admin/keys/${each.id}/rotate`, { overlap_seconds: 86_400 })}>${t.rotate}</button>
                      <button class="button danger" type="button" @click=${() => void this.#do(`/api/admin/keys/${each.id}/revoke`)}>${t.revoke}</button>`
                  : nothing}
              </td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }

  #newKey(): TemplateResult {
    const { t } = this.app;
    return html`<form class="fields key" @submit=${(event: Event) => void this.#addKey(event)}>
      <div><label for="key-name">${t.name}</label><input id="key-name" name="name" required maxlength="64" autocomplete="off" /></div>
      <fieldset>
        <legend>${t.scopes}</legend>
        <div class="scopes">
          ${SCOPES.map((each) => html`<label><input type="checkbox" name="scopes" value=${each} ?checked=${each === 'voice'} />${each}</label>`)}
        </div>
      </fieldset>
      <button class="button" type="submit">${t.addKey}</button>
    </form>`;
  }

  async #add(event: Event): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    if (await this.#do('/api/admin/accounts', Object.fromEntries(new FormData(form)))) {
      form.reset();
    }
  }

  async #addKey(event: Event): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const given = new FormData(form);
    await this.#secret('/api/admin/keys', { name: given.get('name'), scopes: given.getAll('scopes') });
    form.reset();
  }

  async #role({ name }: AccountRow, event: Event): Promise<void> {
    const role = (event.target as HTMLSelectElement).value;
    await this.#do(`/api/admin/accounts/${encodeURIComponent(name)}/role`, { role });
  }

  async #secret(path: string, body: object): Promise<void> {
    const { api, t, say } = this.app;
    try {
      this.fresh = (await api.post<{ key: string }>(path, body)).key;
    } catch (error) {
      say(failureWords(error, t).join('. '));
    }
    this.#keys.again();
  }

  async #do(path: string, body: object = {}): Promise<boolean> {
    const { api, t, say } = this.app;
    let done = true;
    try {
      await api.post(path, body);
      say(t.done);
    } catch (error) {
      done = false;
      say(failureWords(error, t).join('. '));
    }
    this.#keys.again();
    this.#accounts.again();
    return done;
  }

  static override styles = [
    styles,
    css`
      form {
        margin-top: var(--space-5);
      }

      td select {
        width: auto;
      }

      .key {
        grid-template-columns: minmax(150px, 240px) minmax(0, 1fr) auto;
      }

      .scopes {
        display: flex;
        flex-wrap: wrap;
        gap: 0 var(--space-4);
      }

      @media (max-width: 799px) {
        .key {
          grid-template-columns: minmax(0, 1fr);
        }
      }

      fieldset {
        min-width: 0;
        margin: 0;
        padding: 0;
        border: 0;
      }

      legend {
        padding: 0;
        font-size: var(--text-small);
        font-weight: 600;
      }

      fieldset label {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        min-height: 40px;
        font-weight: 400;
      }

      fieldset input {
        width: 18px;
        min-height: 18px;
        accent-color: var(--accent);
      }

      .secret {
        display: block;
        padding: var(--space-3);
        border-radius: var(--radius-small);
        background: var(--field);
        overflow-wrap: anywhere;
        user-select: all;
      }
    `,
  ];
}
