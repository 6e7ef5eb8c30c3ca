// SPDX-License-Identifier: Apache-2.0
import { css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { ApiError } from './api.js';
import { AdminView } from './app.js';
import { qrDrawing } from './qr-drawing.js';
import { failureWords } from './resource.js';
import { styles } from './styles.js';

interface Enrolment {
  secret: string;
  uri: string;
}

/** The own account: the second factor, the password, the way out. */
@customElement('admin-account')
export class AccountView extends AdminView {
  @state() private enrolment: Enrolment | undefined;
  @state() private recovery: readonly string[] | undefined;
  @state() private problem = '';

  override render(): TemplateResult {
    const { t, account } = this.app;
    return html`<div class="stack">
      <section class="card">
        <div class="head">
          <div><h2>${account.name}</h2><p class="soft small">${t.roles[account.role]}</p></div>
          <button class="button" type="button" @click=${() => this.dispatchEvent(new CustomEvent('log-out'))}>${t.logOut}</button>
        </div>
      </section>
      <section class="card">
        <h2>${t.secondFactor}</h2>
        ${this.problem ? html`<palaver-notice tone="problem" text=${this.problem}></palaver-notice>` : nothing}
        ${this.#secondFactor()}
      </section>
      <section class="card">
        <h2>${t.changePassword}</h2>
        <form class="fields" @submit=${(event: Event) => void this.#password(event)}>
          <div><label for="old">${t.oldPassword}</label><input id="old" name="password" type="password" required autocomplete="current-password" /></div>
          <div>
            <label for="new">${t.newPassword}</label>
            <input id="new" name="new_password" type="password" required minlength="12" maxlength="256" autocomplete="new-password" />
          </div>
          <button class="button" type="submit">${t.change}</button>
        </form>
      </section>
    </div>`;
  }

  #secondFactor(): TemplateResult {
    const { t, account } = this.app;
    if (this.recovery) {
      return html`<p>${t.recoveryText}</p>
        <ul class="codes">${this.recovery.map((each) => html`<li><code>${each}</code></li>`)}</ul>
        <button class="button primary" type="button" @click=${this.#kept}>${t.recoveryKept}</button>`;
    }
    if (this.enrolment) {
      return this.#confirm(this.enrolment);
    }
    return html`<p class="soft">${account.second_factor_enrolled ? t.factorOn : t.factorOff}</p>
      <form class="fields" @submit=${(event: Event) => void this.#enrol(event)}>
        <div><label for="mine">${t.password}</label><input id="mine" name="password" type="password" required autocomplete="current-password" /></div>
        <button class="button ${account.second_factor_enrolled ? '' : 'primary'}" type="submit">
          ${account.second_factor_enrolled ? t.factorAnew : t.factorSetUp}
        </button>
      </form>`;
  }

  #confirm({ secret, uri }: Enrolment): TemplateResult {
    const { t } = this.app;
    return html`<ol class="steps">
        <li>${t.factorStepAdd} ${qrDrawing(uri, t.qrCode)} <a href=${uri}>${t.factorOpen}</a> ${t.factorOrType}
          <code class="secret">${(secret.match(/.{1,4}/g) ?? []).join(' ')}</code></li>
        <li>${t.factorStepCode}</li>
      </ol>
      <form class="fields" @submit=${(event: Event) => void this.#finish(event)}>
        <div><label for="code">${t.code}</label><input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="6" /></div>
        <button class="button primary" type="submit">${t.confirm}</button>
      </form>`;
  }

  async #enrol(event: Event): Promise<void> {
    await this.#try(event, WRONG_PASSWORD, async (fields) => {
      const { secret, uri } = await this.app.api.post<Enrolment>('/api/account/second-factor/enrol', fields);
      this.enrolment = { secret, uri };
    });
  }

  async #finish(event: Event): Promise<void> {
    await this.#try(event, WRONG_CODE, async (fields) => {
      const answer = await this.app.api.post<{ recovery_codes: string[] }>('/api/account/second-factor/confirm', fields);
      this.enrolment = undefined;
      this.recovery = answer.recovery_codes;
    });
  }

  async #password(event: Event): Promise<void> {
    const form = event.target as HTMLFormElement;
    await this.#try(event, WRONG_PASSWORD, async (fields) => {
      await this.app.api.post('/api/account/password', fields);
      form.reset();
      this.app.say(this.app.t.passwordChanged);
    });
  }

  async #try(event: Event, wrong: Wrong, work: (fields: object) => Promise<void>): Promise<void> {
    event.preventDefault();
    const { t } = this.app;
    this.problem = '';
    try {
      await work(Object.fromEntries(new FormData(event.target as HTMLFormElement)));
    } catch (error) {
      const refused = error instanceof ApiError && wrong.codes.includes(error.code);
      this.problem = refused ? t[wrong.words] : failureWords(error, t).join('. ');
    }
  }

  readonly #kept = (): void => {
    this.recovery = undefined;
    this.dispatchEvent(new CustomEvent('account-changed'));
  };

  static override styles = [
    styles,
    css`
      .codes {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(130px, 1fr));
        gap: var(--space-2);
        margin: var(--space-4) 0;
        padding: 0;
        list-style: none;
      }

      .codes code,
      .secret {
        display: block;
        padding: var(--space-2) var(--space-3);
        border-radius: var(--radius-small);
        background: var(--surface-strong);
        user-select: all;
      }

      .secret {
        width: fit-content;
        margin: var(--space-2) 0 var(--space-3);
        font-size: 1.0625rem;
      }

      .qr {
        display: block;
        width: 200px;
        margin: var(--space-3) 0;
        border-radius: var(--radius-small);
      }

      .steps {
        padding-left: var(--space-5);
      }

      form {
        margin-top: var(--space-4);
      }
    `,
  ];
}

/** Which refusals mean that what was typed is wrong, and the words for it. */
interface Wrong {
  codes: readonly string[];
  words: 'wrongPassword' | 'wrongCode';
}

const WRONG_PASSWORD: Wrong = { codes: ['BAD_CREDENTIALS', 'WEAK_PASSWORD'], words: 'wrongPassword' };
const WRONG_CODE: Wrong = { codes: ['SECOND_FACTOR_WRONG', 'SECOND_FACTOR_LOCKED'], words: 'wrongCode' };
