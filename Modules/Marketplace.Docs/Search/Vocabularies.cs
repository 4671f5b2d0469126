using System.Collections.Concurrent;
using Marketplace.Data;

namespace Marketplace.Docs.Search;

/// <summary>
/// What a shell keeps of the index: the words of each language, and what was found lately. The index's stamp says how old it is.
/// </summary>
internal sealed class Vocabularies(TimeProvider time) : IDisposable
{
    /// <summary>How long what another process indexed may stay unseen here.</summary>
    private static readonly TimeSpan Trust = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _reading = new(1, 1);
    private volatile StampReading? _last;

    /// <summary>While somebody reads the words anew, others go on with those that are there.</summary>
    public async Task<Kept> GetAsync(DbSession session, string language, CancellationToken cancellationToken)
    {
        var stamp = await ReadStampAsync(session, cancellationToken);
        if (_kept.TryGetValue(language, out var kept) && kept.Stamp >= stamp)
            return kept;
        if (!await _reading.WaitAsync(kept is null ? Timeout.InfiniteTimeSpan : TimeSpan.Zero, cancellationToken))
            return kept!;
        try
        {
            if (_kept.TryGetValue(language, out var others) && others.Stamp >= stamp)
                return others;
            // The stamp was read first: words that are added meanwhile are read again by the next one who looks.
            var words = await session.QueryAsync<(string Word, long Uses)>(
                "select word, uses from docs_words where language = @language", new { language }, cancellationToken);
            var read = new Kept(stamp, new Vocabulary(words.Select(x => KeyValuePair.Create(x.Word, x.Uses))));
            _kept[language] = read;
            return read;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>This process wrote the index: what it finds next is new.</summary>
    public void Changed() => _last = null;

    public void Dispose() => _reading.Dispose();

    private async Task<long> ReadStampAsync(DbSession session, CancellationToken cancellationToken)
    {
        if (_last is { } last && time.GetElapsedTime(last.At) < Trust)
            return last.Stamp;
        var asked = time.GetTimestamp();
        var stamp = await session.QuerySingleAsync<long>("select stamp from docs_search_stamp", cancellationToken: cancellationToken);
        _last = new StampReading(stamp, asked);
        return stamp;
    }

    private sealed record StampReading(long Stamp, long At);

    /// <param name="Stamp">Of the index when these words were read.</param>
    internal sealed record Kept(long Stamp, Vocabulary Words)
    {
        private const int MostAnswers = 500;

        private readonly ConcurrentDictionary<string, IReadOnlyList<SearchHit>> _answers = new(StringComparer.Ordinal);

        public IReadOnlyList<SearchHit>? FindAnswer(string question) => _answers.GetValueOrDefault(question);

        public void KeepAnswer(string question, IReadOnlyList<SearchHit> hits)
        {
            // What is asked now is what will be asked again, not what was asked first.
            if (_answers.Count >= MostAnswers)
                _answers.Clear();
            _answers[question] = hits;
        }
    }
}

/// <param name="Id">Of the section's row.</param>
internal sealed record SearchHit(long Id, string ItemId);
