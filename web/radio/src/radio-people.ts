// SPDX-License-Identifier: Apache-2.0
import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { initials } from '../../room/src/initials.js';
import { shared } from '../../room/src/shared-styles.js';
import type { HandsetLine, Member, RadioState } from './state.js';
import { type Language, type RadioWords, radioWords } from './words.js';

/** Who belongs to the channel, who is there, and who knocks. */
@customElement('radio-people')
export class RadioPeople extends LitElement {
  @property() language: Language = 'en';
  @property({ attribute: false }) state!: RadioState;
  /** Whether this is a phone's page. */
  @property({ type: Boolean }) handset = false;

  override render(): TemplateResult {
    const t = radioWords[this.language];
    const { cluster, knocks, node } = this.state;
    return html`
      <h2>${t.people}<span class="count">${t.hereCount(cluster.alive, cluster.size)}</span></h2>
      ${node.operator ? knocks.map((each) => this.#knock(each, t)) : nothing}
      <ul>
        ${repeat(this.#sorted(), (each) => each.node_id, (each) => this.#member(each, t))}
      </ul>
      ${this.state.handsets ? this.#handsets(this.state.handsets, t) : nothing}
    `;
  }

  /** This device, then those who are there, then the others; by name. */
  #sorted(): Member[] {
    const rank = (each: Member): number => (each.node_id === this.state.node.node_id ? 0 : each.alive ? 1 : 2);
    return this.state.members.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
  }

  #member(member: Member, t: RadioWords): TemplateResult {
    const { node, cluster, floor } = this.state;
    const talks = floor.talker?.node_id === member.node_id;
    const place = floor.queue.findIndex((each) => each.node_id === member.node_id) + 1;
    const marks = [
      talks ? t.onTheAir : '',
      place > 0 ? t.waits(place) : '',
      cluster.leader?.node_id === member.node_id ? t.leads : '',
      member.talks ? '' : t.listens,
      member.node_id === node.node_id ? (this.handset ? t.through : t.you) : '',
    ].filter(Boolean);
    return html`<li class=${`${member.alive ? 'alive' : 'gone'} ${talks ? 'talks' : ''}`}>
      <span class="face" aria-hidden="true">${initials(member.name)}</span>
      <span class="name"><b>${member.name || member.node_id}</b>${marks.length > 0 ? html`<span>${marks.join(' · ')}</span>` : nothing}</span>
      <span class="presence"><i aria-hidden="true"></i>${member.alive ? t.there : t.away}</span>
    </li>`;
  }

  #handsets(handsets: readonly HandsetLine[], t: RadioWords): TemplateResult {
    return html`<h2>${t.handsets}</h2>
      ${handsets.length === 0 ? html`<p class="none">${t.handsetsEmpty}</p>` : nothing}
      <ul class="handsets">
        ${repeat(handsets, (each) => each.id, (each) => this.#handsetLine(each, t))}
      </ul>
      ${this.handset ? nothing : this.#add(t)}`;
  }

  #handsetLine(each: HandsetLine, t: RadioWords): TemplateResult {
    return html`<li class=${`${each.connected ? 'alive' : 'gone'} ${each.talks ? 'talks' : ''}`}>
      <span class="face" aria-hidden="true">${initials(each.name)}</span>
      <span class="name"><b>${each.name}</b>${each.talks ? html`<span>${t.onTheAir}</span>` : nothing}</span>
      <span class="presence"><i aria-hidden="true"></i>${each.connected ? t.there : t.away}</span>
      ${this.handset
        ? nothing
        : html`<button type="button" class="out" aria-label=${t.handsetRemove(each.name)} title=${t.handsetRemove(each.name)}
            @click=${() => this.dispatchEvent(new CustomEvent('handset-remove', { detail: each.id }))}>×</button>`}
    </li>`;
  }

  #add(t: RadioWords): TemplateResult {
    return html`<p class="acts more"><button type="button" class="button"
        @click=${() => this.dispatchEvent(new CustomEvent('handset-code'))}>${t.handsetAdd}</button></p>`;
  }

  #knock(knock: RadioState['knocks'][number], t: RadioWords): TemplateResult {
    const answer = (admitted: boolean) => () =>
      this.dispatchEvent(new CustomEvent('answer', { detail: { nodeId: knock.node_id, admitted } }));
    return html`<section class="knock" aria-label=${t.knockTitle(knock.name)}>
      <p class="who">${t.knockTitle(knock.name)}</p>
      <p>${t.knockText}</p>
      <p class="words">${knock.words}</p>
      <p class="acts">
        <button type="button" class="button primary" @click=${answer(true)}>${t.admit}</button>
        <button type="button" class="button" @click=${answer(false)}>${t.decline}</button>
      </p>
    </section>`;
  }

  static override styles = [
    shared,
    css`
      :host {
        display: block;
        overflow-y: auto;
      }

      h2 {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        gap: var(--space-3);
        padding: var(--space-4) var(--space-4) var(--space-2);
        font-size: 0.9375rem;
        font-weight: 600;
      }

      .count {
        color: var(--ink-soft);
        font-size: var(--text-small);
        font-variant-numeric: tabular-nums;
        font-weight: 400;
      }

      ul {
        margin: 0;
        padding: 0 var(--space-4) var(--space-3);
        list-style: none;
      }

      li {
        display: flex;
        align-items: center;
        gap: var(--space-3);
        min-height: 52px;
      }

      .face {
        display: grid;
        flex: none;
        place-items: center;
        width: 36px;
        height: 36px;
        border-radius: 50%;
        background: var(--surface-strong);
        font-size: var(--text-small);
        font-weight: 600;
      }

      .talks .face {
        background: var(--accent);
        color: var(--on-accent);
      }

      .name {
        display: flex;
        flex: 1;
        flex-direction: column;
        min-width: 0;
        font-size: 0.9375rem;
        line-height: 1.3;
      }

      .name b {
        overflow: hidden;
        font-weight: 600;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .name span {
        color: var(--ink-soft);
        font-size: var(--text-small);
      }

      .gone .name b {
        color: var(--ink-soft);
        font-weight: 400;
      }

      .presence {
        display: inline-flex;
        flex: none;
        align-items: center;
        gap: var(--space-2);
        color: var(--ink-soft);
        font-size: var(--text-small);
      }

      .presence i {
        width: 9px;
        height: 9px;
        border: 2px solid var(--line-strong);
        border-radius: 50%;
      }

      .alive .presence i {
        border-color: var(--accent);
        background: var(--accent);
      }

      .knock {
        display: grid;
        gap: var(--space-2);
        margin: 0 var(--space-4) var(--space-3);
        padding: var(--space-4);
        border-radius: var(--radius);
        background: var(--accent-soft);
        font-size: 0.9375rem;
      }

      .who {
        font-weight: 600;
      }

      .words {
        font-size: var(--text-large);
        font-weight: 700;
        letter-spacing: -0.01em;
      }

      .none {
        padding: 0 var(--space-4) var(--space-2);
        color: var(--ink-soft);
        font-size: 0.9375rem;
      }

      .out {
        flex: none;
        width: 36px;
        height: 36px;
        border: 1px solid var(--line);
        border-radius: 50%;
        background: none;
        color: var(--ink-soft);
        font-size: 1.125rem;
        line-height: 1;
        cursor: pointer;
      }

      .out:hover {
        border-color: var(--critical);
        color: var(--critical);
      }

      .more {
        padding: 0 var(--space-4) var(--space-4);
      }

      .acts {
        display: flex;
        gap: var(--space-2);
      }
    `,
  ];
}
