using Microsoft.Extensions.Localization;

namespace Marketplace.Architecture.Tests.Texts.Sample;

/// <summary>Ways in which a text reaches a localizer, for the test of the finder.</summary>
internal sealed class Speaker(IStringLocalizer<Speaker> text)
{
    private static readonly Thing[] Things = [new("sample-id", "Sample: of a list")];

    public string Plain => text["Sample: plain {0}", 1];

    public string Chosen(bool which) => text[which ? "Sample: one" : "Sample: other"];

    public string OfList(int index) => text[Things[index].Name];

    public async Task<string> LaterAsync()
    {
        var (id, words) = await PairAsync();
        return id + text[words];
    }

    public string ByHelper() => Say("Sample: by a helper");

    public IEnumerable<string> ByLambda() => Things.Select(x => text[Other(x)].Value);

    public string OfEnum(Tone tone) => text[tone.ToString()];

    private static string Other(Thing thing) => thing.Name.Length > 3 ? "Sample: of a lambda" : "";

    private static async Task<(string Id, string Words)> PairAsync()
    {
        await Task.Yield();
        return ("sample-other-id", "Sample: of a pair");
    }

    private string Say(string words) => text[words];
}

internal sealed record Thing(string Id, string Name);

internal enum Tone
{
    SampleLoud,
}
