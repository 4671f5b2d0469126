using System.Text.Json;
using System.Text.RegularExpressions;

namespace Marketplace.Docs.Tests.Examples;

/// <param name="Sent">The body that was sent.</param>
internal sealed record ExampleAnswer(int Status, string ContentType, string Sent, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public bool IsJson => ContentType.EndsWith("json", StringComparison.Ordinal);
}

/// <summary>
/// Somebody's terminal: variables, files of cookies, and the three programs that examples call. What answers give as text is kept in
/// variables, as the page tells its readers to: <c>deployment_id</c> in <c>$DEPLOYMENT_ID</c>.
/// </summary>
internal sealed class ExampleShell(Dictionary<string, string> variables) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly Dictionary<string, Dictionary<string, string>> _files = new(StringComparer.Ordinal);

    /// <summary>Of the last call.</summary>
    public ExampleAnswer? Answer { get; private set; }

    /// <summary>Names of variables that were read.</summary>
    public HashSet<string> Read { get; } = new(StringComparer.Ordinal);

    /// <returns>What it writes to the terminal.</returns>
    public async Task<string> RunAsync(ShellPipeline pipeline)
    {
        var output = "";
        foreach (var command in pipeline.Commands)
        {
            var words = new List<string>();
            foreach (var word in command.Words)
                words.Add(await ExpandAsync(word));
            output = words switch
            {
                ["curl", .. var arguments] => await CallAsync(CurlCall.Read(arguments)),
                ["sed", "-n", var script] => Select(script, output),
                ["head", "-n", "1"] => output.Split('\n')[0],
                _ => throw new FormatException($"The test does not know the command {string.Join(' ', words)}"),
            };
        }

        return output;
    }

    private async Task<string> ExpandAsync(ShellWord word)
    {
        var text = "";
        foreach (var part in word.Parts)
        {
            text += part switch
            {
                ShellPart.Literal literal => literal.Text,
                ShellPart.Variable variable => Find(variable.Name),
                ShellPart.Output output => (await RunAsync(output.Pipeline)).TrimEnd('\n'),
                _ => throw new InvalidOperationException(),
            };
        }

        return text;
    }

    private string Find(string name)
    {
        Read.Add(name);
        return variables.TryGetValue(name, out var value) ? value : throw new FormatException($"No earlier answer gave ${name}.");
    }

    private async Task<string> CallAsync(CurlCall call)
    {
        var cookies = call.ReadsCookies is { } from && _files.TryGetValue(from, out var kept) ? new Dictionary<string, string>(kept) : [];
        using var request = call.Request(cookies.Select(x => $"{x.Key}={x.Value}"));
        using var answer = await _http.SendAsync(request);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var pair in set.Select(x => x.Split(';')[0].Split('=', 2)))
                cookies[pair[0]] = pair[1];
        }

        if (call.WritesCookies is { } to)
            _files[to] = cookies;
        Answer = new ExampleAnswer(
            (int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType ?? "", call.Body, await answer.Content.ReadAsStringAsync());
        if (Answer.IsJson && Answer.Json is { ValueKind: JsonValueKind.Object } json)
        {
            foreach (var text in json.EnumerateObject().Where(x => x.Value.ValueKind == JsonValueKind.String))
                variables[text.Name.ToUpperInvariant()] = text.Value.GetString()!;
        }

        return call.Output(Answer);
    }

    /// <summary><c>s/…/…/p</c>, with groups written <c>\(…\)</c> as in basic expressions.</summary>
    private static string Select(string script, string text)
    {
        if (script.Split('/') is not ["s", var pattern, "\\1", "p"])
            throw new FormatException($"The test does not know sed's {script}");
        var expression = pattern.Replace("\\(", "\u0001", StringComparison.Ordinal).Replace("\\)", "\u0002", StringComparison.Ordinal)
            .Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)
            .Replace('\u0001', '(').Replace('\u0002', ')');
        return string.Join(
            '\n',
            from line in text.Split('\n')
            let match = Regex.Match(line, expression, RegexOptions.None, TimeSpan.FromSeconds(5))
            where match.Success
            select line[..match.Index] + match.Groups[1].Value + line[(match.Index + match.Length)..]);
    }

    public void Dispose() => _http.Dispose();
}
