// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { brand, brandStyles } from '../../room/src/brand.js';
import { type Account, type AdminApi, ApiError } from './api.js';
import { failureWords } from './resource.js';
import { styles } from './styles.js';
import type { AdminWords } from './words.js';

/** Name and password. */
@customElement('admin-log-in')
export class LogIn extends LitElement {
  @property({ attribute: false }) api!: AdminApi;
  @property({ attribute: false }) t!: AdminWords;
  @state() private busy = false;
  @state() private problem = '';

  override render(): TemplateResult {
    const { t } = this;
    return html`<div class="top">${brand()}<slot name="language"></slot></div>
      <div class="place">
        <form class="card" @submit=${(event: Event) => void this.#submit(event)}>
          <h1>${t.dashboard}</h1>
          ${this.problem ? html`<palaver-notice tone="problem" text=${this.problem}></palaver-notice>` : nothing}
          <div><label for="name">${t.name}</label><input id="name" name="name" required autocomplete="username" autocapitalize="none" /></div>
          <div>
            <label for="password">${t.password}</label>
            <input id="password" name="password" type="password" required autocomplete="current-password" />
          </div>
          <button class="button primary" type="submit" ?disabled=${this.busy}>${this.busy ? t.loggingIn : t.logIn}</button>
          <p class="soft small">${t.noAccount}</p>
        </form>
      </div>`;
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    this.busy = true;
    this.problem = '';
    try {
      const account = await this.api.logIn(String(given.get('name')).trim(), String(given.get('password')));
      this.dispatchEvent(new CustomEvent<Account>('logged-in', { detail: account }));
    } catch (error) {
      const wrong = error instanceof ApiError && (error.status === 401 || error.code === 'BAD_CREDENTIALS');
      this.problem = wrong ? this.t.wrongLogIn : failureWords(error, this.t).join('. ');
    }
    this.busy = false;
  }

  static override styles = [
    styles,
    brandStyles,
    css`
      :host {
        display: grid;
        grid-template-rows: auto 1fr;
        min-height: 100dvh;
      }

      .top {
        display: flex;
        align-items: center;
        justify-content: space-between;
        padding: max(var(--space-4), env(safe-area-inset-top)) var(--space-6) var(--space-3);
      }

      .place {
        display: grid;
        place-items: center;
        padding: var(--space-4) var(--space-4) 12vh;
      }

      form {
        display: flex;
        flex-direction: column;
        gap: var(--space-4);
        width: min(400px, 100%);
      }

      form.card {
        padding: var(--space-8);
        border-radius: var(--radius-large);
        box-shadow: var(--shadow);
      }

      h1 {
        font-size: 1.5rem;
        letter-spacing: -0.02em;
      }

      .button,
      input {
        min-height: 48px;
      }
    `,
  ];
}
