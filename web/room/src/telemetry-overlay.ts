// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { VoiceDiagnostics } from '@palaver/client';
import { icons } from './icons.js';
import { shared } from './shared-styles.js';
import { type Language, locales, words } from './words.js';

/** The figures of the voice connection, for those who want to know why it sounds as it does (R258). */
@customElement('palaver-telemetry')
export class TelemetryOverlay extends LitElement {
  @property() language: Language = 'en';
  @property({ attribute: false }) diagnostics: VoiceDiagnostics | undefined;

  override render(): TemplateResult {
    const text = words[this.language];
    return html`
      <section aria-label=${text.statistics}>
        <header>
          <h2>${text.statistics}</h2>
          <button type="button" aria-label=${text.close} @click=${this.#close}>${icons.close()}</button>
        </header>
        <dl>
          ${this.#rows().map(
            ([name, label, value]) => html`<div data-name=${name}><dt>${label}</dt><dd>${value}</dd></div>`,
          )}
        </dl>
      </section>
    `;
  }

  #rows(): [string, string, string][] {
    const text = words[this.language];
    const now = this.diagnostics;
    const figure = (value: number | undefined, unit: string, digits = 0): string =>
      value === undefined
        ? '–'
        : `${value.toLocaleString(locales[this.language], { maximumFractionDigits: digits, minimumFractionDigits: digits })} ${unit}`.trim();
    return [
      ['active_speakers', text.statActive, figure(now?.active_speakers, '')],
      ['voice_bitrate_kbps', text.statBitrate, figure(now?.voice_bitrate_kbps, 'kbit/s')],
      ['voice_packet_loss_pct', text.statLoss, figure(now?.voice_packet_loss_pct, '%', 1)],
      ['voice_jitter_ms', text.statJitter, figure(now?.voice_jitter_ms, 'ms', 1)],
      ['voice_latency_ms', text.statLatency, figure(now?.voice_latency_ms, 'ms')],
      ['quality', text.statQuality, now ? text.quality[now.quality] : '–'],
      ['transport_kind', text.statTransport, now?.transport_kind || '–'],
      ['candidate_pair', text.statPath, now?.candidate_pair || '–'],
    ];
  }

  #close(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }

  static override styles = [
    shared,
    css`
      section {
        width: min(320px, 100vw - 2 * var(--space-4));
        padding: var(--space-3) var(--space-4) var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--surface-raised);
        box-shadow: var(--shadow);
        font-size: var(--text-small);
        font-variant-numeric: tabular-nums;
      }

      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
      }

      h2 {
        font-size: var(--text-small);
        font-weight: 700;
      }

      button {
        display: grid;
        place-items: center;
        width: 32px;
        height: 32px;
        margin-right: -8px;
        border: 0;
        border-radius: 50%;
        background: none;
      }

      button:hover {
        background: var(--surface-strong);
      }

      dl {
        margin: 0;
      }

      dl div {
        display: flex;
        justify-content: space-between;
        gap: var(--space-3);
        padding: 3px 0;
      }

      dt {
        flex: none;
        color: var(--ink-soft);
      }

      dd {
        min-width: 0;
        margin: 0;
        font-weight: 600;
        overflow-wrap: anywhere;
        text-align: right;
      }
    `,
  ];
}
