using System.Net.Http.Headers;

namespace Marketplace.Docs.Tests.Examples;

/// <summary>One call of <c>curl</c> as its arguments say. What is not known here is an error.</summary>
internal sealed class CurlCall
{
    private readonly List<(string Name, string Value)> _headers = [];
    private readonly List<string> _data = [];
    private string? _method;

    private CurlCall()
    {
    }

    public Uri Address { get; private set; } = new("about:blank");

    /// <summary>The file whose cookies are sent; null: none are.</summary>
    public string? ReadsCookies { get; private set; }

    /// <summary>The file into which cookies go; null: they are forgotten.</summary>
    public string? WritesCookies { get; private set; }

    public string Body => string.Join('&', _data);

    private bool IsShown { get; set; } = true;

    private string Written { get; set; } = "";

    public static CurlCall Read(IReadOnlyList<string> arguments)
    {
        var call = new CurlCall();
        for (var i = 0; i < arguments.Count; i++)
        {
            switch (arguments[i])
            {
                case "-s":
                    break;
                case "-o":
                    call.IsShown = arguments[++i] == "/dev/null" ? false : throw new FormatException($"-o {arguments[i]}");
                    break;
                case "-w":
                    call.Written = arguments[++i];
                    break;
                case "-b":
                    call.ReadsCookies = arguments[++i];
                    break;
                case "-c":
                    call.WritesCookies = arguments[++i];
                    break;
                case "-X":
                    call._method = arguments[++i];
                    break;
                case "-H":
                    var (name, value) = arguments[++i].Split(": ", 2) is [var left, var right] ? (left, right) : throw new FormatException(arguments[i]);
                    call._headers.Add((name, value));
                    break;
                case "-d":
                    call._data.Add(arguments[++i]);
                    break;
                case "--data-urlencode":
                    var pair = arguments[++i].Split('=', 2);
                    call._data.Add($"{pair[0]}={Uri.EscapeDataString(pair[1])}");
                    break;
                case ['-', ..]:
                    throw new FormatException($"curl {arguments[i]} is not known to the test.");
                default:
                    call.Address = call.Address.Scheme == "about"
                        ? new Uri(arguments[i])
                        : throw new FormatException($"A second address: {arguments[i]}");
                    break;
            }
        }

        return call.Address.IsAbsoluteUri ? call : throw new FormatException("curl has no address.");
    }

    public HttpRequestMessage Request(IEnumerable<string> cookies)
    {
        var method = _method ?? (_data.Count > 0 ? "POST" : "GET");
        var request = new HttpRequestMessage(new HttpMethod(method), Address);
        if (_data.Count > 0)
        {
            var type = _headers.Find(x => x.Name == "Content-Type").Value ?? "application/x-www-form-urlencoded";
            request.Content = new StringContent(Body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
        }

        foreach (var (name, value) in _headers.Where(x => x.Name != "Content-Type"))
            Assert.True(request.Headers.TryAddWithoutValidation(name, value), name);
        request.Headers.TryAddWithoutValidation("Accept", "*/*");
        if (ReadsCookies is not null)
            request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies));
        return request;
    }

    public string Output(ExampleAnswer answer) =>
        (IsShown ? answer.Body : "")
        + Written.Replace("%{http_code}", $"{answer.Status}", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal);
}
