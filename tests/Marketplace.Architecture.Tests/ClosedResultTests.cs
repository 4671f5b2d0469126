using System.Reflection;
using System.Text.RegularExpressions;

namespace Marketplace.Architecture.Tests;

/// <summary>
/// A closed result (an abstract record that only its own cases inherit) is answered case by case: who adds a case finds every place that
/// has to answer it, and a place that forgets one fails instead of telling a lie. The same holds for enums that say what became of
/// something, or of what kind it is.
/// </summary>
public sealed partial class ClosedResultTests
{
    private static readonly IReadOnlyDictionary<string, Closed> Results = Assemblies.All
        .SelectMany(x => x.GetTypes())
        .Where(
            x => x is { IsAbstract: true, IsNested: false, IsClass: true, IsSealed: false }
                && x.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
                    .All(y => y.IsPrivate || y.IsFamily))
        .Where(
            x => x.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Any(x.IsAssignableFrom)
                && x.GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic).Any(y => y.IsPrivate && y.GetParameters().Length == 0))
        .GroupBy(x => x.Name, StringComparer.Ordinal)
        .ToDictionary(x => x.Key, x => Closed.Of(x.First()), StringComparer.Ordinal);

    private static readonly IReadOnlyDictionary<string, IReadOnlySet<string>> Enums = Assemblies.All
        .SelectMany(x => x.GetTypes())
        .Where(x => x.IsEnum && EnumName().IsMatch(x.Name))
        .GroupBy(x => x.Name, StringComparer.Ordinal)
        .ToDictionary(
            x => x.Key, x => (IReadOnlySet<string>)x.SelectMany(Enum.GetNames).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    [Fact]
    public void The_search_finds_the_results_it_is_about()
    {
        Assert.Contains("PostResult", Results.Keys);
        Assert.Superset(new HashSet<string>(["Posted", "KeyReused"]), Results["PostResult"].Cases.Keys.ToHashSet());
        Assert.Contains(Switches(), x => x.Patterns.Any(y => y.Text.Contains("PostResult.Posted", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_switch_over_a_closed_result_names_each_case_and_lets_no_other_pass() =>
        Findings.None("Name each case, and throw for any other:", Switches().SelectMany(x => x.Problems(Results)));

    [Fact]
    public void The_search_finds_the_enums_it_is_about()
    {
        Assert.Superset(new HashSet<string>(["TopUpStatus", "SignInResultKind", "ApplyDifferenceResult"]), Enums.Keys.ToHashSet());
        Assert.Contains(Switches(), x => x.Patterns.Any(y => y.Text.Contains("TopUpStatus.Created", StringComparison.Ordinal)));
        Assert.Equal(
            ["here lets every other TopUpStatus pass as _"],
            new Switch("here", PatternsOf("TopUpStatus.Failed => 1, TopUpStatus.Created when x => 2, _ => 3")).EnumProblems(Enums));
        Assert.Equal(
            ["here lets every other TopUpStatus pass as _"],
            new Switch("here", PatternsOf("case TopUpStatus.Failed: return 1; default: return 2;")).EnumProblems(Enums));
        Assert.Empty(new Switch("here", PatternsOf("TopUpStatus.Failed => 1, _ => throw new Bug()")).EnumProblems(Enums));
        Assert.Empty(new Switch("here", PatternsOf("{ Status: TopUpStatus.Failed } => 1, _ => 2")).EnumProblems(Enums));
    }

    [Fact]
    public void Every_switch_over_an_enum_of_results_or_kinds_lets_no_unnamed_value_pass() =>
        Findings.None("Name the values that are meant, and throw for any other:", Switches().SelectMany(x => x.EnumProblems(Enums)));

    private static IEnumerable<Switch> Switches() =>
        from file in Repository.Product(".cs", ".cshtml")
        let text = Comments().Replace(file.Text, "")
        from Match match in Word().Matches(text)
        let open = text.IndexOf('{', match.Index)
        where open > 0
        select new Switch($"{file.Path}:{text.AsSpan(0, match.Index).Count('\n') + 1}", PatternsOf(text[(open + 1)..End(text, open)]));

    private static int End(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            depth += text[i] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0)
                return i;
        }

        return text.Length;
    }

    private static List<Pattern> PatternsOf(string body) =>
        body.Contains("case ", StringComparison.Ordinal) && CaseFirst().IsMatch(body) ? Labels(body) : Arms(body);

    /// <summary>Of a switch expression: what stands before each arrow.</summary>
    private static List<Pattern> Arms(string body)
    {
        var patterns = new List<Pattern>();
        var (depth, start) = (0, 0);
        var arrow = -1;
        for (var i = 0; i <= body.Length; i++)
        {
            var end = i == body.Length;
            if (!end)
                depth += body[i] switch { '(' or '[' or '{' => 1, ')' or ']' or '}' => -1, _ => 0 };
            if (!end && depth == 0 && arrow < 0 && body[i] == '=' && i + 1 < body.Length && body[i + 1] == '>')
                arrow = i;
            if ((end || (depth == 0 && body[i] == ',')) && arrow >= 0)
            {
                patterns.Add(
                    new Pattern(body[start..arrow].Trim(),
                        body[(arrow + 2)..i].TrimStart().StartsWith("throw ", StringComparison.Ordinal)));
                (start, arrow) = (i + 1, -1);
            }
        }

        return patterns;
    }

    /// <summary>Of a switch statement: what stands between each <c>case</c> and its colon.</summary>
    private static List<Pattern> Labels(string body)
    {
        var patterns = new List<Pattern>();
        foreach (Match match in Label().Matches(body))
        {
            var before = body.AsSpan(0, match.Index);
            if (before.Count('{') == before.Count('}'))
                patterns.Add(
                    new Pattern(
                        match.Groups["default"].Success ? "_" : match.Groups["pattern"].Value.Trim(), match.Groups["throws"].Success));
        }

        return patterns;
    }

    [GeneratedRegex(@"//[^\n]*", RegexOptions.None, 1000)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\bswitch\b", RegexOptions.None, 1000)]
    private static partial Regex Word();

    [GeneratedRegex(@"^\s*case\b", RegexOptions.None, 1000)]
    private static partial Regex CaseFirst();

    [GeneratedRegex(
        @"(?:\bcase\s+(?<pattern>(?:[^:{]|\{[^}]*\})+?)|(?<default>\bdefault)):\s*(?<throws>throw\b)?", RegexOptions.Singleline, 1000)]
    private static partial Regex Label();

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Members();

    [GeneratedRegex(@"^\(?\s*(_|var \w+)(\s*,\s*(_|var \w+))*\s*\)?$", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex Anything();

    [GeneratedRegex("Result|(Status|Kind|State|Standing)$", RegexOptions.ExplicitCapture, 60_000)]
    private static partial Regex EnumName();

    [GeneratedRegex(@"(?<![\w.])(?<enum>\w+)\.(?<value>\w+)", RegexOptions.None, 1000)]
    private static partial Regex Value();

    /// <summary>What only narrows a pattern.</summary>
    [GeneratedRegex(@"\bwhen\b.*$", RegexOptions.Singleline, 1000)]
    private static partial Regex Guard();

    /// <param name="Cases">Name of each case, and of the abstract groups it is in.</param>
    private sealed record Closed(string Name, IReadOnlyDictionary<string, IReadOnlyList<string>> Cases)
    {
        public static Closed Of(Type type)
        {
            var nested = type.GetNestedTypes(BindingFlags.Public | BindingFlags.NonPublic).Where(x => x.IsSubclassOf(type)).ToList();
            return new Closed(
                type.Name,
                nested.Where(x => !x.IsAbstract).ToDictionary(
                    x => x.Name,
                    x => (IReadOnlyList<string>)[.. nested.Where(y => y.IsAbstract && x.IsSubclassOf(y)).Select(y => y.Name)],
                    StringComparer.Ordinal));
        }
    }

    private sealed record Pattern(string Text, bool Throws)
    {
        /// <summary>Without what is asked of members: a case of theirs there only narrows the case of the switch.</summary>
        public string Outside => Members().Replace(Text, "");
    }

    private sealed record Switch(string Place, IReadOnlyList<Pattern> Patterns)
    {
        public IEnumerable<string> EnumProblems(IReadOnlyDictionary<string, IReadOnlySet<string>> enums) =>
            from name in Patterns.SelectMany(x => Value().Matches(Guard().Replace(x.Outside, "")))
                .Where(x => enums.TryGetValue(x.Groups["enum"].Value, out var values) && values.Contains(x.Groups["value"].Value))
                .Select(x => x.Groups["enum"].Value).Distinct(StringComparer.Ordinal)
            from pattern in Patterns
            where Anything().IsMatch(pattern.Text) && !pattern.Throws
            select $"{Place} lets every other {name} pass as {pattern.Text}";

        public IEnumerable<string> Problems(IReadOnlyDictionary<string, Closed> results)
        {
            foreach (var result in results.Values)
            {
                var named = Patterns.SelectMany(
                    x => Regex.Matches(x.Outside, $@"(?<![\w.]){result.Name}\.(?<case>\w+)", RegexOptions.None, TimeSpan.FromMinutes(1)))
                    .Select(x => x.Groups["case"].Value).ToHashSet(StringComparer.Ordinal);
                if (named.Count == 0)
                    continue;
                foreach (var pattern in Patterns.Where(x => Anything().IsMatch(x.Text) && !x.Throws))
                    yield return $"{Place} lets every other {result.Name} pass as {pattern.Text}";
                // A switch over one group of cases answers that group.
                var group = result.Cases.Values.SelectMany(x => x).Distinct()
                    .FirstOrDefault(x => named.All(y => result.Cases.TryGetValue(y, out var groups) && groups.Contains(x)));
                foreach (var (missing, groups) in result.Cases.Where(
                    x => (group is null || x.Value.Contains(group)) && !named.Contains(x.Key) && !x.Value.Any(named.Contains)))
                    yield return $"{Place} does not name "
                        + $"{result.Name}.{missing}{(groups.Count > 0 ? $" ({string.Join(", ", groups)})" : "")}";
            }
        }
    }
}
