using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace Marketplace.Content.Blocks;

/// <summary>
/// The blocks of all modules that the tenant has on. Of two with one name the first counts; a name that cannot be written, never.
/// </summary>
internal sealed partial class BlockCatalog
{
    private readonly Dictionary<string, IContentBlock> _blocks = new(StringComparer.Ordinal);

    public BlockCatalog(IEnumerable<IContentBlock> blocks, ILogger<BlockCatalog> logger)
    {
        foreach (var block in blocks)
        {
            if (!NameForm.IsMatch(block.Name) || !_blocks.TryAdd(block.Name, block))
                BlockLog.NotRegistered(logger, block.GetType().Name, block.Name);
        }
    }

    /// <summary>In the order of their names.</summary>
    public IReadOnlyList<IContentBlock> All => [.. _blocks.Values.OrderBy(x => x.Name, StringComparer.Ordinal)];

    public IContentBlock? Find(string name) => _blocks.GetValueOrDefault(name);

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,59}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex NameForm { get; }
}

internal static partial class BlockLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "The block {Type} is left out: its name {Name} is taken or cannot be written")]
    public static partial void NotRegistered(ILogger logger, string type, string name);

    [LoggerMessage(Level = LogLevel.Error, Message = "The block {Name} failed and was left out of a page")]
    public static partial void Failed(ILogger logger, Exception exception, string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The block {Name} was left out of a page whose blocks took longer than {Seconds} s")]
    public static partial void TooSlow(ILogger logger, string name, double seconds);
}
