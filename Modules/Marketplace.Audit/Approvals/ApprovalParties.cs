namespace Marketplace.Audit.Approvals;

/// <summary>Who asks, who approves and who gains are three people: two accounts with one mailbox are one of them.</summary>
internal sealed class ApprovalParties(IUserDirectory? users = null)
{
    /// <summary>Whether the two are one person, as far as that can be known.</summary>
    public Task<bool> AreOneAsync(string one, string other, CancellationToken cancellationToken) =>
        IsAnyOfAsync(one, [other], cancellationToken);

    public async Task<bool> IsAnyOfAsync(string userId, IReadOnlyCollection<string> others, CancellationToken cancellationToken)
    {
        if (others.Contains(userId, StringComparer.Ordinal))
            return true;
        if (users is null || others.Count == 0 || await users.FindAsync(userId, cancellationToken) is not { } user)
            return false;
        return (await users.FindManyAsync(others, cancellationToken)).Values.Any(x => SamePerson.Is(user, x));
    }
}
