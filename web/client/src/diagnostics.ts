// SPDX-License-Identifier: Apache-2.0
import { type Quality, qualityOf } from './quality.js';

/** The voice diagnostics of this client (R256): the first five names are those that other clients use too. */
export interface VoiceDiagnostics {
  active_speakers: number;
  /** Received and sent together. */
  voice_bitrate_kbps: number;
  voice_packet_loss_pct: number;
  voice_jitter_ms: number;
  /** Round trip to the server. */
  voice_latency_ms: number;
  /** What carries the media, as `webrtc udp`. */
  transport_kind: string;
  /** The addresses in use, as `host 192.0.2.1:5000 to host 192.0.2.7:10000`. */
  candidate_pair: string;
  quality: Quality;
}

/** How well one person is heard. */
export interface LineQuality {
  quality: Quality;
  latencyMs: number;
  lossPct: number;
  jitterMs: number;
}

interface Line {
  mid: string;
  received: number;
  lost: number;
  jitterMs: number;
}

interface Sample {
  atMs: number;
  bytes: number;
  lines: Map<string, Line>;
}

/** Loss and bitrate are those of this much time: long enough to be steady, short enough to be news. */
const WINDOW_MS = 10_000;
/** Reports come four times a second; figures that change so often cannot be read. */
const EVERY_MS = 900;

/** Turns the browser's counters into figures that people can read. */
export class Diagnostics {
  #samples: Sample[] = [];
  #latencyMs = 0;
  #transport = '';
  #pair = '';

  /** Takes a report, unless it comes so soon that it tells nothing new; gives whether it did. */
  take(report: RTCStatsReport, nowMs: number): boolean {
    const last = this.#samples.at(-1);
    if (last && nowMs - last.atMs < EVERY_MS) {
      return false;
    }
    const entries = [...(report as unknown as Map<string, Entry>).values()];
    this.#path(entries);
    this.#samples = this.#samples.filter((each) => nowMs - each.atMs <= WINDOW_MS);
    this.#samples.push({ atMs: nowMs, bytes: bytesOf(entries), lines: linesOf(entries) });
    return true;
  }

  now(activeSpeakers: number): VoiceDiagnostics {
    const lines = [...this.#window().values()];
    const lossPct = share(sum(lines, 'lost'), sum(lines, 'received'));
    const heard = lines.filter((each) => each.received > 0);
    return {
      active_speakers: activeSpeakers,
      voice_bitrate_kbps: this.#bitrateKbps(),
      voice_packet_loss_pct: lossPct,
      voice_jitter_ms: Math.max(0, ...heard.map((each) => each.jitterMs)),
      voice_latency_ms: this.#latencyMs,
      transport_kind: this.#transport,
      candidate_pair: this.#pair,
      quality: qualityOf(this.#latencyMs, lossPct),
    };
  }

  /** The quality of a receive line, or nothing when nothing came on it lately. */
  line(mid: string): LineQuality | undefined {
    const line = this.#window().get(mid);
    if (!line || line.received + line.lost === 0) {
      return undefined;
    }
    const lossPct = share(line.lost, line.received);
    return { quality: qualityOf(this.#latencyMs, lossPct), latencyMs: this.#latencyMs, lossPct, jitterMs: line.jitterMs };
  }

  #bitrateKbps(): number {
    const [first] = this.#samples;
    const last = this.#samples.at(-1);
    return first && last && last.atMs > first.atMs
      ? Math.max(0, ((last.bytes - first.bytes) * 8) / (last.atMs - first.atMs))
      : 0;
  }

  /** The lines' counters within the window. */
  #window(): Map<string, Line> {
    const first = this.#samples[0]?.lines;
    const last = this.#samples.at(-1)?.lines ?? new Map<string, Line>();
    return new Map(
      [...last].map(([mid, line]) => {
        const before = first === last ? undefined : first?.get(mid);
        return [
          mid,
          { ...line, received: line.received - (before?.received ?? 0), lost: line.lost - (before?.lost ?? 0) },
        ];
      }),
    );
  }

  /** Latency is the round trip of the pair in use (R195). */
  #path(entries: readonly Entry[]): void {
    const transport = entries.find((each) => each.type === 'transport');
    const pairs = entries.filter((each) => each.type === 'candidate-pair' && each.state === 'succeeded');
    const pair = pairs.find((each) => each.id === transport?.selectedCandidatePairId) ?? pairs.find((each) => each.nominated);
    if (!pair) {
      return;
    }
    this.#latencyMs = (pair.currentRoundTripTime ?? 0) * 1_000;
    const [local, remote] = [pair.localCandidateId, pair.remoteCandidateId].map((id) =>
      entries.find((each) => each.id === id),
    );
    this.#transport = `webrtc ${remote?.protocol ?? local?.protocol ?? 'udp'}`;
    this.#pair = `${candidate(local)} → ${candidate(remote)}`;
  }
}

interface Entry {
  id: string;
  type: string;
  kind?: string;
  mid?: string;
  state?: string;
  nominated?: boolean;
  selectedCandidatePairId?: string;
  currentRoundTripTime?: number;
  localCandidateId?: string;
  remoteCandidateId?: string;
  candidateType?: string;
  address?: string;
  port?: number;
  protocol?: string;
  bytesReceived?: number;
  bytesSent?: number;
  packetsReceived?: number;
  packetsLost?: number;
  /** Seconds. */
  jitter?: number;
}

function candidate(entry: Entry | undefined): string {
  return entry ? `${entry.candidateType ?? '?'} ${entry.address ?? '?'}:${entry.port ?? '?'}` : '?';
}

function bytesOf(entries: readonly Entry[]): number {
  return entries
    .filter((each) => each.type === 'inbound-rtp' || each.type === 'outbound-rtp')
    .reduce((total, each) => total + (each.bytesReceived ?? 0) + (each.bytesSent ?? 0), 0);
}

function linesOf(entries: readonly Entry[]): Map<string, Line> {
  return new Map(
    entries
      .filter((each) => each.type === 'inbound-rtp')
      .map((each) => {
        const mid = each.mid ?? each.id;
        const { packetsReceived: received = 0, packetsLost: lost = 0, jitter = 0 } = each;
        return [mid, { mid, received, lost, jitterMs: jitter * 1_000 }];
      }),
  );
}

function sum(lines: readonly Line[], key: 'lost' | 'received'): number {
  return lines.reduce((total, each) => total + each[key], 0);
}

/** Lost over lost and received (R196), in percent; never below 0, as late duplicates can make `lost` shrink. */
function share(lost: number, received: number): number {
  const all = lost + received;
  return all > 0 ? (Math.max(0, lost) / all) * 100 : 0;
}
