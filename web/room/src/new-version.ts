// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ClientStatus } from '@palaver/client';
import './notice-strip.js';
import { shared } from './shared-styles.js';
import { type Language, words } from './words.js';

const LOOK_EVERY_MS = 10 * 60_000;

/**
 * Says that the server has a newer page than this one, which has been open since before an update. It looks after the
 * connection was lost, as an update loses it, and now and then; it never reloads by itself.
 */
@customElement('palaver-new-version')
export class NewVersion extends LitElement {
  @property() language: Language = 'en';
  @property() status: ClientStatus = 'idle';
  @state() private newer = false;
  /** The page's script, whose name has a hash of all that it is made of. */
  readonly #script = document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.getAttribute('src');
  #dismissed = false;
  #lost = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.#timer = setInterval(() => document.visibilityState === 'visible' && void this.look(), LOOK_EVERY_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  override willUpdate(): void {
    if (this.status === 'reconnecting' || this.status === 'error') {
      this.#lost = true;
    } else if (this.status === 'connected' && this.#lost) {
      this.#lost = false;
      void this.look();
    }
  }

  /** Looks whether the server's page has another script. */
  async look(): Promise<void> {
    if (!this.#script || this.newer || this.#dismissed) {
      return;
    }
    try {
      const response = await fetch(location.pathname, { cache: 'no-store', headers: { Accept: 'text/html' } });
      this.newer = response.ok && !(await response.text()).includes(this.#script);
    } catch {
      // No network: there is another look.
    }
  }

  override render(): TemplateResult | typeof nothing {
    const text = words[this.language];
    return this.newer
      ? html`<palaver-notice
          role="status"
          heading=${text.newVersion}
          text=${this.status === 'connected' ? text.newVersionInCall : text.newVersionText}
          dismissLabel=${text.dismiss}
          @dismiss=${this.#dismiss}
        >
          <button class="button" type="button" @click=${() => location.reload()}>${text.reload}</button>
        </palaver-notice>`
      : nothing;
  }

  #dismiss(): void {
    this.#dismissed = true;
    this.newer = false;
  }

  static override styles = [
    shared,
    css`
      :host {
        position: fixed;
        z-index: 4;
        top: max(var(--space-3), env(safe-area-inset-top));
        left: 50%;
        width: min(560px, 100vw - 2 * var(--space-3));
        translate: -50% 0;
      }

      palaver-notice {
        display: block;
        border-radius: var(--radius);
        background: var(--surface-raised);
        box-shadow: var(--shadow);
      }
    `,
  ];
}
