// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type AdminApi, ApiError } from './api.js';
import { to } from './app.js';
import { styles } from './styles.js';
import type { AdminWords } from './words.js';

/** Asks for a code of the second factor before something that demands one. */
@customElement('admin-code')
export class CodeDialog extends LitElement {
  @property({ attribute: false }) api!: AdminApi;
  @property({ attribute: false }) t!: AdminWords;
  @property({ type: Boolean }) enrolled = false;
  @state() private problem = '';
  @query('dialog') private readonly dialog!: HTMLDialogElement;
  #answer: ((confirmed: boolean) => void) | undefined;

  /** True once a code was accepted, false when it was given up. */
  ask(): Promise<boolean> {
    this.problem = '';
    this.dialog.showModal();
    return new Promise((resolve) => (this.#answer = resolve));
  }

  override render(): TemplateResult {
    const { t } = this;
    return html`<dialog aria-labelledby="title" @close=${() => this.#done(false)}>
      <form @submit=${(event: Event) => void this.#submit(event)}>
        <h2 id="title">${t.codeTitle}</h2>
        ${this.enrolled
          ? html`<p class="soft">${t.codeText}</p>
              ${this.problem ? html`<palaver-notice tone="problem" text=${this.problem}></palaver-notice>` : nothing}
              <div>
                <label for="code">${t.code}</label>
                <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="20" autofocus />
              </div>`
          : html`<p>${t.codeMissing}</p>`}
        <div class="actions">
          <button class="button" type="button" @click=${() => this.dialog.close()}>${t.cancel}</button>
          ${this.enrolled
            ? html`<button class="button primary" type="submit">${t.confirm}</button>`
            : html`<a class="button primary" href=${to('account')} @click=${() => this.dialog.close()}>${t.factorSetUp}</a>`}
        </div>
      </form>
    </dialog>`;
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    try {
      await this.api.confirm(String(new FormData(form).get('code')).trim());
      form.reset();
      this.#done(true);
      this.dialog.close();
    } catch (error) {
      const locked = error instanceof ApiError && error.code === 'SECOND_FACTOR_LOCKED';
      this.problem = locked ? this.t.codeLocked : this.t.wrongCode;
    }
  }

  #done(confirmed: boolean): void {
    this.#answer?.(confirmed);
    this.#answer = undefined;
  }

  static override styles = [
    styles,
    css`
      dialog {
        width: min(420px, 100vw - 2 * var(--space-4));
        padding: var(--space-6);
        border: 1px solid var(--line);
        border-radius: var(--radius-large);
        background: var(--surface-raised);
        color: inherit;
        box-shadow: var(--shadow);
      }

      dialog::backdrop {
        background: color-mix(in oklab, var(--surface) 70%, transparent);
      }

      form {
        display: flex;
        flex-direction: column;
        gap: var(--space-4);
      }

      .actions {
        justify-content: flex-end;
      }

      a.button.primary {
        color: var(--on-accent);
      }
    `,
  ];
}
