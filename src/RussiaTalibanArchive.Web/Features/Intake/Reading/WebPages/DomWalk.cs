using AngleSharp.Dom;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.WebPages;

/// <summary>Goes through a page without calling itself, however deeply it is nested.</summary>
internal static class DomWalk
{
    /// <param name="root">Where to begin.</param>
    /// <param name="enter">Called at each node in the order of the page; <see langword="false"/> leaves out what is in it.</param>
    /// <param name="leave">Called after what is in a node, for those that were entered.</param>
    public static void Through(INode root, Func<INode, bool> enter, Action<INode> leave)
    {
        if (!enter(root))
        {
            return;
        }

        var open = new Stack<(INode Node, int Next)>([(root, 0)]);
        while (open.TryPop(out var top))
        {
            if (top.Next >= top.Node.ChildNodes.Length)
            {
                leave(top.Node);
                continue;
            }

            open.Push((top.Node, top.Next + 1));
            var child = top.Node.ChildNodes[top.Next];
            if (enter(child))
            {
                open.Push((child, 0));
            }
        }
    }

    public static IEnumerable<INode> All(INode root)
    {
        var open = new Stack<INode>([root]);
        while (open.TryPop(out var node))
        {
            yield return node;
            for (var i = node.ChildNodes.Length - 1; i >= 0; i--)
            {
                open.Push(node.ChildNodes[i]);
            }
        }
    }
}
