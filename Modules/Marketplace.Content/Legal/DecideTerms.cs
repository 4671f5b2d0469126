using Marketplace.Data;

namespace Marketplace.Content.Legal;

/// <summary>What became of a decision. A closed set.</summary>
internal enum DecideResult
{
    /// <summary>Written down, now or before.</summary>
    Done,

    /// <summary>That text is not in force any more: it is to be read again.</summary>
    Replaced,
}

/// <summary>
/// Writes down that somebody accepts or declines the terms, once for each version. Yes is final; a no becomes a yes when they say so. What
/// is accepted is mailed.
/// </summary>
internal sealed class DecideTerms(IDatabase database, IOutbox outbox, TimeProvider time)
{
    /// <param name="key">Of the text that was on the page.</param>
    /// <param name="network">See <see cref="ClientNetwork"/>.</param>
    public async Task<DecideResult> ExecuteAsync(
        string userId, string? key, bool isAccepted, string network, CancellationToken cancellationToken)
    {
        if (TermsText.ReadKey(key) is not var (itemId, version))
            return DecideResult.Replaced;
        return await database.InTransactionAsync(
            async db =>
            {
                // Locked, so that nobody publishes the next version as one that nobody has accepted.
                var current = await db.ScalarAsync<int?>(
                    $"select version from content_published where item_id = @itemId and kind = @kind {db.Dialect.ForUpdate}",
                    new { itemId, kind = LegalKinds.Terms }, cancellationToken);
                if (current != version || await TermsTexts.FindAsync(db, itemId, version, cancellationToken) is not { } text)
                    return DecideResult.Replaced;
                await WriteAsync(db, userId, text, isAccepted, time.GetUtcNow(), network, cancellationToken);
                return DecideResult.Done;
            },
            cancellationToken);
    }

    /// <summary>The same for somebody who registered with this text, which may have been replaced meanwhile.</summary>
    public Task RecordAsync(TermsAccepted accepted, CancellationToken cancellationToken) => database.InTransactionAsync(
        async db =>
        {
            if (TermsText.ReadKey(accepted.Key) is var (itemId, version)
                && await TermsTexts.FindAsync(db, itemId, version, cancellationToken) is { } text)
                await WriteAsync(db, accepted.UserId, text, isAccepted: true, accepted.At, accepted.Network, cancellationToken);
        },
        cancellationToken);

    private async Task WriteAsync(
        UnitOfWork db, string userId, TermsText text, bool isAccepted, DateTimeOffset at, string network,
        CancellationToken cancellationToken)
    {
        var written = await db.ScalarAsync<string>(
            """
            insert into content_terms_decisions (id, user_id, item_id, version, hash, language, title, is_accepted, at, network)
            values (@id, @userId, @ItemId, @Version, @Hash, @Language, @Title, @isAccepted, @at, @network)
            on conflict (user_id, item_id, version) do update set is_accepted = excluded.is_accepted, at = excluded.at,
              network = excluded.network
            where content_terms_decisions.is_accepted = @no and excluded.is_accepted = @yes
            returning id
            """,
            new
            {
                id = PrefixedId.New("tad", at), userId, text.ItemId, text.Version, text.Hash, text.Language, text.Title, isAccepted, at,
                network, yes = true, no = false,
            },
            cancellationToken);
        if (written is not null && isAccepted)
            await outbox.WriteAsync(db, new TermsDecided(written), cancellationToken);
    }
}
