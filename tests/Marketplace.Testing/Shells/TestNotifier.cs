using System.Collections.Concurrent;
using Marketplace.Data;

namespace Marketplace.Testing;

/// <summary>
/// Keeps every notification whose transaction was committed, once for each event and person, with the texts that the kind gives it.
/// </summary>
public sealed class TestNotifier(IEnumerable<INotificationKinds> kinds) : INotifier
{
    private readonly ConcurrentDictionary<(string EventId, string UserId), TestNotice> _told = new();

    /// <summary>By person, then by event.</summary>
    public IReadOnlyList<TestNotice> Told =>
        [.. _told.OrderBy(x => x.Key.UserId, StringComparer.Ordinal).ThenBy(x => x.Key.EventId, StringComparer.Ordinal)
            .Select(x => x.Value)];

    public Task<bool> NotifyAsync(UnitOfWork transaction, Notification notification, CancellationToken cancellationToken)
    {
        var kind = kinds.SelectMany(x => x.GetKinds()).FirstOrDefault(x => x.Id == notification.Kind)
            ?? throw new ArgumentException($"No module declares notifications of the kind {notification.Kind}.", nameof(notification));
        var missing = kind.Values.Where(x => !notification.Values.ContainsKey(x.Name)).Select(x => x.Name).ToList();
        if (missing.Count > 0)
            throw new ArgumentException($"The notification {kind.Id} needs {string.Join(", ", missing)}.", nameof(notification));
        var told = new TestNotice(notification, Fill(kind.Subject, notification), Fill(kind.Body, notification));
        var key = (notification.EventId, notification.UserId);
        transaction.OnCommitted(() => _told.TryAdd(key, told));
        return Task.FromResult(!_told.ContainsKey(key));
    }

    private static string Fill(string template, Notification notification) =>
        notification.Values.Append(KeyValuePair.Create("site", "Test"))
            .Aggregate(template, (text, x) => text.Replace("{{" + x.Key + "}}", x.Value, StringComparison.Ordinal));
}

/// <param name="Subject">The kind's own template with its values.</param>
/// <param name="Body">Markdown.</param>
public sealed record TestNotice(Notification Notification, string Subject, string Body);
