using Microsoft.Extensions.Localization;

namespace Marketplace.Audit.Trail;

/// <summary>What people call who acts or gains: an e-mail address, or words for what is no person.</summary>
internal sealed class PersonNames(IStringLocalizer<PersonNames> text, IUserDirectory? users = null)
{
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(IEnumerable<string?> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.OfType<string>().ToHashSet(StringComparer.Ordinal);
        var known = users is null ? new Dictionary<string, UserSummary>() : await users.FindManyAsync(wanted, cancellationToken);
        return wanted.ToDictionary(x => x, x => known.TryGetValue(x, out var user) ? user.Email : WordOf(x), StringComparer.Ordinal);
    }

    /// <returns>The user id that an e-mail address leads to, or what was typed.</returns>
    public async Task<string?> FindIdAsync(string? typed, CancellationToken cancellationToken)
    {
        var trimmed = typed?.Trim();
        return string.IsNullOrEmpty(trimmed) ? null
            : users is not null && trimmed.Contains('@', StringComparison.Ordinal)
                && await users.FindByEmailAsync(trimmed, cancellationToken) is { } user ? user.Id
            : trimmed;
    }

    private string WordOf(string id) => id switch
    {
        Acting.CommandLine => text["The command line"],
        Acting.Recipe => text["A recipe"],
        Acting.Program => text["The program itself"],
        _ => id,
    };
}
