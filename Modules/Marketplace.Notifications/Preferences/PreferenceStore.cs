using Marketplace.Data;

namespace Marketplace.Notifications.Preferences;

/// <summary>What people chose to be told on which channel, by category.</summary>
internal sealed class PreferenceStore(IDatabase database, TimeProvider time)
{
    public async Task<NotificationChannels> ChannelsOfAsync(
        DbSession db, NotificationKind kind, string userId, CancellationToken cancellationToken)
    {
        if (!kind.MaySwitchOff)
            return kind.DefaultChannels;
        var rows = await db.QueryAsync<Choice>(
            "select category, channel, enabled from notice_preferences where user_id = @userId and category = @category",
            new { userId, category = kind.Category.Id }, cancellationToken);
        return Apply(kind.DefaultChannels, rows);
    }

    /// <returns>Only what the person chose.</returns>
    public async Task<IReadOnlyList<Choice>> ReadAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await ReadAsync(db, userId, "", cancellationToken);
    }

    public static string VersionOf(IReadOnlyList<Choice> chosen) => RecordVersion.Of(chosen);

    private static Task<IReadOnlyList<Choice>> ReadAsync(DbSession db, string userId, string locking,
        CancellationToken cancellationToken) => db.QueryAsync<Choice>(
        $"select category, channel, enabled from notice_preferences where user_id = @userId order by category, channel {locking}",
        new { userId }, cancellationToken);

    /// <param name="choices">What differs from the defaults.</param>
    /// <param name="categories">What was asked about: choices made there before are forgotten.</param>
    /// <param name="version">Of what the form showed.</param>
    /// <returns>False where something else was chosen meanwhile; nothing is written then.</returns>
    public Task<bool> SaveAsync(
        string userId, string? version, IReadOnlyCollection<string> categories, IReadOnlyCollection<Choice> choices,
        CancellationToken cancellationToken) => database.InTransactionAsync(
        async db =>
        {
            if (VersionOf(await ReadAsync(db, userId, db.Dialect.ForUpdate, cancellationToken)) != version)
                return false;
            foreach (var category in categories)
                await db.ExecuteAsync(
                    "delete from notice_preferences where user_id = @userId and category = @category", new { userId, category },
                    cancellationToken);
            foreach (var choice in choices)
            {
                await db.ExecuteAsync(
                    """
                    insert into notice_preferences (user_id, category, channel, enabled, changed_at) values (@userId, @Category, @channel,
                    @Enabled, @now)
                    on conflict (user_id, category, channel) do update set enabled = excluded.enabled, changed_at = excluded.changed_at
                    """,
                    new { userId, choice.Category, channel = choice.Channel.ToString(), choice.Enabled, now = time.GetUtcNow() },
                    cancellationToken);
            }

            return true;
        },
        cancellationToken);

    /// <summary>The defaults, with what a person chose instead.</summary>
    public static NotificationChannels Apply(NotificationChannels defaults, IEnumerable<Choice> choices) =>
        choices.Aggregate(defaults, (channels, x) => x.Enabled ? channels | x.Channel : channels & ~x.Channel);
}

internal sealed record Choice
{
    public required string Category { get; init; }

    public required NotificationChannels Channel { get; init; }

    public required bool Enabled { get; init; }
}
