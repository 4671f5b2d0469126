namespace Marketplace.Abstractions;

/// <summary>
/// What followed a command's name, without <c>--tenant</c> and without settings of the host. A command takes what it knows, then calls
/// <see cref="End"/>.
/// </summary>
public sealed class CommandArguments(IEnumerable<string> arguments)
{
    private readonly List<string> _left = [.. arguments];

    /// <summary>What nobody took yet.</summary>
    public IReadOnlyList<string> Left => _left;

    /// <summary>Takes <c>--name value</c> or <c>--name=value</c>.</summary>
    /// <param name="name">With its hyphens, for example <c>--folder</c>.</param>
    /// <returns>Null when it was not given.</returns>
    /// <exception cref="CommandUsageException">It has no value or was given twice.</exception>
    public string? TakeOption(string name)
    {
        string? value = null;
        for (var i = Find(name); i >= 0; i = Find(name))
        {
            if (value is not null)
                throw new CommandUsageException($"{name} was given twice.");
            value = _left[i].Length > name.Length ? _left[i][(name.Length + 1)..] : _left.ElementAtOrDefault(i + 1);
            if (string.IsNullOrEmpty(value) || (_left[i].Length == name.Length && value.StartsWith('-')))
                throw new CommandUsageException($"{name} needs a value.");
            _left.RemoveRange(i, _left[i].Length > name.Length ? 1 : 2);
        }

        return value;
    }

    /// <summary>Takes <c>--name</c>, which has no value.</summary>
    public bool TakeFlag(string name) => _left.RemoveAll(x => x == name) > 0;

    /// <exception cref="CommandUsageException">Something is left that the command does not know.</exception>
    public void End()
    {
        if (_left.Count > 0)
            throw new CommandUsageException($"'{_left[0]}' is not understood.");
    }

    private int Find(string name) => _left.FindIndex(x => x == name || x.StartsWith(name + "=", StringComparison.Ordinal));
}
