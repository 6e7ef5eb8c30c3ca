// SPDX-License-Identifier: Apache-2.0
package palaver.app.talk;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import palaver.audio.file.Sound;
import palaver.audio.loopback.LoopbackHeard;
import palaver.audio.playout.PlayoutStatistics;
import palaver.audio.session.VoiceDiagnostics;
import tools.jackson.databind.json.JsonMapper;

/// What `palaver talk` prints about a call.
///
/// @param said what was said, at 48 kHz
/// @param heard what came of it
record TalkMetrics(Sound said, LoopbackHeard heard) {

  /// One JSON object. Names with underscores are those of voice diagnostics, the others those of
  /// the W3C's statistics.
  String json() {
    return JsonMapper.builder().build().writeValueAsString(figures());
  }

  private Map<String, Object> figures() {
    VoiceDiagnostics sender = heard.sender();
    VoiceDiagnostics receiver = heard.receiver();
    PlayoutStatistics in = receiver.inbound();
    double seconds = said.durationNs() / 1e9;
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("seconds", seconds);
    figures.put("active_speakers", receiver.activeSpeakers());
    figures.put("voice_bitrate_kbps", seconds == 0 ? 0 : sender.bytesSent() * 8 / seconds / 1_000);
    figures.put("voice_packet_loss_pct", receiver.voicePacketLossPct());
    figures.put("voice_jitter_ms", receiver.voiceJitterMs());
    figures.put("voice_latency_ms", receiver.meanPlayoutDelayMs());
    figures.put("concealment_ratio", receiver.concealmentRatio());
    figures.put("packetsSent", sender.packetsSent());
    figures.put("bytesSent", sender.bytesSent());
    figures.put("packetsReceived", in.packetsReceived());
    figures.put("packetsLost", in.packetsLost());
    figures.put("packetsDiscarded", in.packetsDiscarded());
    figures.put("jitter", in.jitter());
    figures.put("jitterBufferDelay", in.jitterBufferDelay());
    figures.put("jitterBufferTargetDelay", in.jitterBufferTargetDelay());
    figures.put("jitterBufferMinimumDelay", in.jitterBufferMinimumDelay());
    figures.put("jitterBufferEmittedCount", in.jitterBufferEmittedCount());
    figures.put("totalSamplesReceived", in.totalSamplesReceived());
    figures.put("concealedSamples", in.concealedSamples());
    figures.put("silentConcealedSamples", in.silentConcealedSamples());
    figures.put("concealmentEvents", in.concealmentEvents());
    figures.put("insertedSamplesForDeceleration", in.insertedSamplesForDeceleration());
    figures.put("removedSamplesForAcceleration", in.removedSamplesForAcceleration());
    figures.put("recoveredSamples", in.recoveredSamples());
    figures.put("underruns", in.underruns());
    return figures;
  }

  /// Three lines for people.
  String text() {
    VoiceDiagnostics receiver = heard.receiver();
    PlayoutStatistics in = receiver.inbound();
    double seconds = said.durationNs() / 1e9;
    return String.format(
        Locale.ROOT,
        "%.1f s of sound in %d packets (%.0f kbit/s); %d lost (%.1f %%)%n"
            + "playout delay %.0f ms on average, jitter %.1f ms%n"
            + "recovered from redundancy %.1f s, made up %.2f s (%.2f %%), underruns %d",
        seconds,
        heard.sender().packetsSent(),
        seconds == 0 ? 0 : heard.sender().bytesSent() * 8 / seconds / 1_000,
        heard.packetsLost(),
        receiver.voicePacketLossPct(),
        receiver.meanPlayoutDelayMs(),
        receiver.voiceJitterMs(),
        in.recoveredSamples() / 48_000.0,
        in.concealedSamples() / 48_000.0,
        100 * receiver.concealmentRatio(),
        in.underruns());
  }
}
