// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { styles } from '../../admin/src/styles.js';
import { check, warn } from './marks.js';
import './radio-tree.js';
import type { Happened, RadioState } from './state.js';
import { type Language, type RadioWords, radioWords } from './words.js';

const FAIR_SCORE = 50;
const TIMELINE_MAX = 40;

/** A line of the timeline, such as `follows the leader (Term 7): the leader is heard`. */
export function happened({ standing, term, cause, gap_ms }: Happened, t: RadioWords): string {
  const why = t.electionBecause[cause]?.((gap_ms / 1_000).toLocaleString(t.locale, { maximumFractionDigits: 1 })) ?? cause;
  return `${t.states[standing] ?? standing} (${t.term} ${term}): ${why}`;
}

/** How this node and its channel are: first whether anything is wrong, then the figures behind it. */
@customElement('radio-diagnostics')
export class RadioDiagnostics extends LitElement {
  @property() language: Language = 'en';
  @property({ attribute: false }) state!: RadioState;
  /** The node's clock. */
  @property({ attribute: false }) nodeMs: () => number = () => 0;

  override render(): TemplateResult {
    const t = radioWords[this.language];
    return html`<div class="stack">
      ${this.#health(t)} ${this.#figures(t)}
      <div class="pair">
        <section class="card" aria-labelledby="tree">${this.#tree(t)}</section>
        <section class="card" aria-labelledby="timeline">${this.#timeline(t)}</section>
      </div>
    </div>`;
  }

  #health(t: RadioWords): TemplateResult {
    const { score, reasons } = this.state.health;
    const grade = score === 100 ? 'good' : score >= FAIR_SCORE ? 'fair' : 'bad';
    const title = { good: t.healthGood, fair: t.healthFair, bad: t.healthBad }[grade];
    return html`<section class="card health ${grade}" aria-labelledby="health">
      <span class="mark" aria-hidden="true">${grade === 'good' ? check() : warn()}</span>
      <div>
        <h2 id="health">${title}</h2>
        <p class="soft small">${t.health}: ${t.healthScore(score)}</p>
        ${reasons.length > 0
          ? html`<ul>
              ${reasons.map((each) => {
                const [what, todo] = t.reasons[each] ?? [each, ''];
                return html`<li><b>${what}.</b> ${todo}</li>`;
              })}
            </ul>`
          : nothing}
      </div>
    </section>`;
  }

  #figures(t: RadioWords): TemplateResult {
    const { cluster, network, node } = this.state;
    const leads = cluster.leader?.node_id === node.node_id;
    const number = (value: number): string => value.toLocaleString(t.locale, { maximumFractionDigits: 1 });
    const ms = (value: number | undefined, none = '–'): string => (value === undefined ? none : t.ms(number(value)));
    const percent = (value: number | undefined): string => (value === undefined ? '–' : t.percent(number(value)));
    const heard = network?.loss_percent === undefined ? t.notYet : '';
    const rows: [string, string, string, string][] = [
      ['role', t.role, t.roles[cluster.role] ?? cluster.role, t.states[cluster.state] ?? cluster.state],
      ['leader', t.leader, cluster.leader ? (leads ? t.itself : cluster.leader.name) : t.nobody, `${t.term} ${number(cluster.term)}`],
      ['size', t.devices, t.of(cluster.alive, cluster.size), ''],
      ['round-trip', t.roundTrip, leads || !network?.round_trip_ms ? '–' : ms(network.round_trip_ms), leads ? t.states['leader'] ?? '' : t.toLeader],
      ['loss', t.loss, percent(network?.loss_percent), heard],
      ['jitter', t.jitter, ms(network?.jitter_ms), ''],
      ['playout', t.playout, ms(network?.playout_ms), ''],
      ['concealed', t.concealed, percent(network?.concealed_percent), ''],
      ['queue', t.queue, network?.queue_depth === undefined ? '–' : number(network.queue_depth), network?.queue_depth === undefined ? t.queueUnknown : ''],
      ['dropped', t.dropped, network ? number(network.dropped) : '–', ''],
    ];
    return html`<section class="card">
      <dl class="figures">
        ${rows.map(([id, name, value, more]) => html`<div data-figure=${id}>
          <dt>${name}</dt>
          <dd>${value}${more ? html`<span class="more">${more}</span>` : nothing}</dd>
        </div>`)}
      </dl>
    </section>`;
  }

  #tree(t: RadioWords): TemplateResult {
    const { tree, cluster } = this.state;
    const few = (tree?.length ?? 0) < 2;
    return html`<h2 id="tree">${t.tree}</h2>
      ${few
        ? html`<p class="soft">${t.treeEmpty}</p>`
        : html`<p class="soft small about">${cluster.role === 'leader' ? t.treeWhole : t.treePart}</p>
            <radio-tree .language=${this.language} .state=${this.state}></radio-tree>`}`;
  }

  #timeline(t: RadioWords): TemplateResult {
    const { timeline = [] } = this.state;
    const at = (ms: number): string =>
      new Date(Date.now() - (this.nodeMs() - ms)).toLocaleTimeString(t.locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' });
    return html`<h2 id="timeline">${t.timeline}</h2>
      ${timeline.length === 0
        ? html`<p class="soft">${t.timelineEmpty}</p>`
        : html`<ol tabindex="0" aria-labelledby="timeline">
            ${timeline.slice(-TIMELINE_MAX).toReversed().map((each) => html`<li><time>${at(each.at_ms)}</time><span>${happened(each, t)}</span></li>`)}
          </ol>`}`;
  }

  static override styles = [
    styles,
    css`
      .health {
        display: flex;
        gap: var(--space-4);
      }

      .health .mark {
        display: grid;
        flex: none;
        place-items: center;
        width: 44px;
        height: 44px;
        border-radius: 50%;
        background: var(--accent-soft);
        color: var(--accent-strong);
      }

      .fair .mark,
      .bad .mark {
        background: var(--critical-soft);
        color: var(--critical);
      }

      .bad {
        border-color: var(--critical);
      }

      .health h2 {
        margin: 0;
        font-size: var(--text-large);
      }

      .health ul {
        display: grid;
        gap: var(--space-2);
        margin: var(--space-3) 0 0;
        padding-left: var(--space-5);
      }

      .figures {
        grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
        gap: var(--space-5) var(--space-4);
      }

      .figures dd {
        display: flex;
        flex-direction: column;
        overflow-wrap: anywhere;
        font-size: 1.25rem;
      }

      .figures .more {
        color: var(--ink-soft);
        font-size: var(--text-small);
        font-weight: 400;
        letter-spacing: 0;
      }

      .pair {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(100%, 340px), 1fr));
        gap: var(--space-5);
      }

      .card > .about {
        margin: calc(-1 * var(--space-3)) 0 var(--space-4);
      }

      ol {
        max-height: 320px;
        margin: 0;
        padding: 0;
        overflow-y: auto;
        list-style: none;
      }

      ol li {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: var(--space-4);
        padding: var(--space-1) 0;
        font-size: 0.9375rem;
      }

      time {
        color: var(--ink-soft);
        font-variant-numeric: tabular-nums;
      }
    `,
  ];
}
