// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import '../../room/src/language-switch.js';
import { loadPreferences, savePreferences } from '../../room/src/preferences.js';
import type { Language } from '../../room/src/words.js';
import './access-view.js';
import './account-view.js';
import './alerts-view.js';
import './analytics-view.js';
import { type Account, AdminApi } from './api.js';
import type { App, ViewName } from './app.js';
import './audit-view.js';
import './code-dialog.js';
import type { CodeDialog } from './code-dialog.js';
import { Format } from './format.js';
import './history-view.js';
import { LiveCalls } from './live.js';
import './live-view.js';
import './log-in.js';
import './navigation.js';
import './people-view.js';
import './reports-view.js';
import './settings-view.js';
import { failure, skeleton } from './resource.js';
import { styles } from './styles.js';
import { adminWords, type AdminWords } from './words.js';

/** What each view needs; a view that the account may not see is not offered. */
const VIEWS: readonly [ViewName, string | undefined][] = [
  ['live', 'calls.read'], ['reports', 'reports.handle'], ['history', 'calls.read'], ['people', 'calls.read'],
  ['analytics', 'analytics.read'], ['alerts', 'analytics.read'], ['audit', 'calls.read'], ['access', 'accounts.read'],
  ['settings', 'settings.change'], ['account', undefined],
];
/** Views whose content is of one world. */
const OF_A_WORLD: readonly ViewName[] = ['reports', 'history', 'people', 'analytics', 'audit'];
const SAID_FOR_MS = 4_000;

/** The dashboard: a log-in until somebody is in, then the views. */
@customElement('palaver-admin')
export class AdminPage extends LitElement {
  readonly #api = new AdminApi();
  readonly #live = new LiveCalls();
  @state() private language: Language = loadPreferences().language ?? (navigator.language.startsWith('de') ? 'de' : 'en');
  @state() private account: Account | undefined;
  @state() private begun = false;
  @state() private problem: unknown;
  @state() private worlds: readonly string[] = [];
  @state() private world = '';
  @state() private place = location.hash;
  @state() private said = '';
  @query('admin-code') private readonly codes!: CodeDialog | null;
  #app: App | undefined;
  #saying: ReturnType<typeof setTimeout> | undefined;
  readonly #onHash = (): void => {
    this.place = location.hash;
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector<HTMLElement>('h1')?.focus();
    });
  };

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('hashchange', this.#onHash);
    this.#api.askForCode = () => this.codes?.ask() ?? Promise.resolve(false);
    this.#api.loggedOut = () => this.#left();
    this.#live.addEventListener('refused', () => void this.#begin());
    void this.#begin();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('hashchange', this.#onHash);
    this.#live.close();
  }

  override willUpdate(): void {
    document.documentElement.lang = this.language;
    document.title = `${this.account ? this.#t.views[this.#view] : this.#t.dashboard} · Palaver`;
    const { account } = this;
    this.#app = account && {
      api: this.#api, live: this.#live, account, t: this.#t, f: new Format(this.language),
      worlds: this.worlds, world: this.world, say: (text) => this.#say(text),
    };
  }

  override render(): TemplateResult {
    const t = this.#t;
    if (this.problem !== undefined) {
      return html`<main class="alone">${failure(this.problem, t, () => void this.#begin())}</main>`;
    }
    if (!this.begun) {
      return html`<main class="alone">${skeleton(t)}</main>`;
    }
    return this.#app
      ? this.#shell(this.#app)
      : html`<main>
          <admin-log-in .api=${this.#api} .t=${t} @logged-in=${(event: CustomEvent<Account>) => void this.#enter(event.detail)}
            >${this.#languages()}</admin-log-in
          >
        </main>`;
  }

  #shell(app: App): TemplateResult {
    const t = this.#t;
    const view = this.#view;
    return html`
      <div class="shell" lang=${this.language}>
        <a class="skip" href="#content" @click=${this.#skip}>${t.skip}</a>
        <admin-navigation .views=${this.#offered()} .view=${view} .t=${t}></admin-navigation>
        <div class="page">
          <header>
            <h1 tabindex="-1">${t.views[view]}</h1>
            ${OF_A_WORLD.includes(view) ? this.#worldChoice() : nothing} ${this.#languages()}
          </header>
          <main id="content" tabindex="-1">${this.#show(view, app)}</main>
        </div>
      </div>
      <div class="said" role="status" aria-live="polite">${this.said ? html`<p>${this.said}</p>` : nothing}</div>
      <admin-code .api=${this.#api} .t=${t} ?enrolled=${app.account.second_factor_enrolled}></admin-code>
    `;
  }

  #show(view: ViewName, app: App): TemplateResult {
    const path = this.#path.slice(1);
    switch (view) {
      case 'live':
        return html`<admin-live .app=${app}></admin-live>`;
      case 'reports':
        return html`<admin-reports .app=${app}></admin-reports>`;
      case 'history':
        return html`<admin-history .app=${app} .path=${path}></admin-history>`;
      case 'people':
        return html`<admin-people .app=${app} .path=${path}></admin-people>`;
      case 'analytics':
        return html`<admin-analytics .app=${app}></admin-analytics>`;
      case 'audit':
        return html`<admin-audit .app=${app}></admin-audit>`;
      case 'alerts':
        return html`<admin-alerts .app=${app}></admin-alerts>`;
      case 'access':
        return html`<admin-access .app=${app}></admin-access>`;
      case 'settings':
        return html`<admin-settings .app=${app} @worlds-changed=${() => void this.#findWorlds()}></admin-settings>`;
      case 'account':
        return html`<admin-account
          .app=${app}
          @log-out=${() => void this.#logOut()}
          @account-changed=${() => void this.#begin()}
        ></admin-account>`;
    }
  }

  #worldChoice(): TemplateResult {
    return html`<select aria-label=${this.#t.world} @change=${(event: Event) => (this.world = (event.target as HTMLSelectElement).value)}>
      ${this.worlds.map((each) => html`<option value=${each} .selected=${each === this.world}>${each}</option>`)}
    </select>`;
  }

  #languages(): TemplateResult {
    return html`<palaver-language
      slot="language"
      .language=${this.language}
      @language=${(event: CustomEvent<Language>) => this.#speak(event.detail)}
    ></palaver-language>`;
  }

  get #t(): AdminWords {
    return adminWords[this.language];
  }

  get #path(): string[] {
    return this.place.replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent);
  }

  get #view(): ViewName {
    const offered = this.#offered();
    return offered.find((each) => each === this.#path[0]) ?? offered[0] ?? 'account';
  }

  #offered(): ViewName[] {
    const may = this.account?.permissions ?? [];
    return VIEWS.filter(([, permission]) => !permission || may.includes(permission)).map(([name]) => name);
  }

  async #begin(): Promise<void> {
    this.problem = undefined;
    try {
      const account = await this.#api.account();
      this.begun = true;
      if (account) {
        await this.#enter(account);
      } else {
        this.#left();
      }
    } catch (error) {
      this.problem = error;
    }
  }

  /** Shows the views once it is known which worlds there are. */
  async #enter(account: Account): Promise<void> {
    try {
      if (account.permissions.includes('calls.read')) {
        this.#live.open();
        await this.#findWorlds();
      }
      this.account = account;
    } catch (error) {
      this.problem = error;
    }
  }

  async #findWorlds(): Promise<void> {
    const { worlds } = await this.#api.get<{ worlds: { world: string }[] }>('/api/admin/worlds');
    this.worlds = worlds.map((each) => each.world);
    this.world = this.worlds.includes(this.world) ? this.world : (this.worlds[0] ?? '');
  }

  async #logOut(): Promise<void> {
    await this.#api.logOut().catch(() => undefined);
    this.#left();
  }

  #left(): void {
    this.#live.close();
    this.account = undefined;
  }

  #speak(language: Language): void {
    this.language = language;
    savePreferences({ ...loadPreferences(), language });
  }

  #say(text: string): void {
    this.said = text;
    clearTimeout(this.#saying);
    this.#saying = setTimeout(() => (this.said = ''), SAID_FOR_MS);
  }

  #skip(event: Event): void {
    event.preventDefault();
    this.renderRoot.querySelector<HTMLElement>('#content')?.focus();
  }

  static override styles = [
    styles,
    css`
      :host {
        min-height: 100dvh;
      }

      .alone {
        max-width: 480px;
        margin: 20vh auto 0;
        padding: var(--space-4);
      }

      .shell {
        display: grid;
        grid-template-columns: 216px minmax(0, 1fr);
        min-height: 100dvh;
      }

      .skip {
        position: absolute;
        top: -60px;
        z-index: 5;
        padding: var(--space-2) var(--space-4);
        background: var(--surface-raised);
      }

      .skip:focus {
        top: 0;
      }

      .page {
        width: 100%;
        max-width: 1240px;
        min-width: 0;
        margin: 0 auto;
        padding: var(--space-5) var(--space-6) var(--space-10);
      }

      header {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        min-height: 44px;
        margin-bottom: var(--space-5);
      }

      h1 {
        flex: 1;
        min-width: 0;
        font-size: 1.625rem;
        letter-spacing: -0.02em;
        line-height: 1.2;
        outline: none;
      }

      header select {
        width: auto;
        max-width: 160px;
      }

      main {
        outline: none;
      }

      .said {
        position: fixed;
        z-index: 4;
        bottom: calc(var(--space-6) + env(safe-area-inset-bottom));
        left: 50%;
        max-width: calc(100vw - 2 * var(--space-4));
        translate: -50% 0;
      }

      .said p {
        padding: var(--space-3) var(--space-5);
        border-radius: var(--radius-full);
        background: var(--inverse);
        color: var(--on-inverse);
        font-weight: 600;
      }

      @media (max-width: 799px) {
        .shell {
          display: block;
          padding-bottom: calc(64px + env(safe-area-inset-bottom));
        }

        .page {
          padding: var(--space-4) var(--space-4) var(--space-8);
        }

        h1 {
          font-size: 1.375rem;
        }

        .said {
          bottom: calc(80px + env(safe-area-inset-bottom));
        }
      }
    `,
  ];
}
