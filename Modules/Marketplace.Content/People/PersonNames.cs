using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.People;

/// <summary>What people call those who write, review and publish.</summary>
internal sealed class PersonNames(IServiceProvider services, IStringLocalizer<PersonNames> text)
{
    /// <param name="ids">User ids, or words of <see cref="Acting"/>.</param>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(IEnumerable<string?> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.OfType<string>().ToHashSet(StringComparer.Ordinal);
        var known = services.GetService<IUserDirectory>() is { } users
            ? await users.FindManyAsync(wanted, cancellationToken)
            : new Dictionary<string, UserSummary>(StringComparer.Ordinal);
        return wanted.ToDictionary(x => x, x => known.TryGetValue(x, out var user) ? user.Name : WordOf(x), StringComparer.Ordinal);
    }

    public async Task<string> OfAsync(string id, CancellationToken cancellationToken) => (await OfAsync([id], cancellationToken))[id];

    private string WordOf(string id) => id switch
    {
        Acting.CommandLine => text["The command line"],
        Acting.Recipe => text["A recipe"],
        Acting.Program => text["The program itself"],
        _ => id,
    };
}
